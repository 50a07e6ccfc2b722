import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Data } from '../../engine/data.ts';
import { heldAs, isData, own } from '../../engine/data.ts';
import { listsIn } from '../../engine/lists-in.ts';
import type { TypesUnder } from '../../engine/plan/types.ts';
import { requestError } from '../../request/errors.ts';
import type { SelectedField } from '../selected-field.ts';
import { isSelected } from '../selected-field.ts';

/** Whether a field, on a type, is kept from whoever asks. */
export type IsKept = (type: string, field: string) => boolean;

/** Most fields told of that were kept from the client. */
const maxTold = 100;

/** The document without what is kept. What loses all its fields keeps `__typename`: it is still there. */
export function restricted(schema: GraphQLSchema, document: DocumentNode, isKept: IsKept): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        const parent = typeInfo.getParentType();
        return parent && isKept(parent.name, name.value) ? null : undefined;
      },
      SelectionSet: {
        leave: (set) => (set.selections.length > 0 ? undefined : { ...set, selections: [typename] }),
      },
    }),
  );
}

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/**
 * An error for each place that is kept. `@` stands for the entries of a list: the data, and so their number, is not
 * known yet.
 */
export function refusals(fields: readonly SelectedField[], isKept: IsKept, values: Data): GraphQLError[] {
  const told: GraphQLError[] = [];
  const walk = (inside: readonly SelectedField[], path: readonly string[]): void => {
    for (const each of inside) {
      if (told.length >= maxTold || !isSelected(each, values)) continue;
      const here = [...path, each.name];
      if (isKept(each.parent.name, each.node.name.value)) told.push(unauthorized(here));
      else
        walk(each.inside, [...here, ...Array<string>(each.field ? listsIn(each.field.type) : 0).fill('@')]);
    }
  };
  walk(fields, []);
  return told;
}

/** The error for a field that is kept from whoever asks. */
export function unauthorized(path?: readonly string[]): GraphQLError {
  const { message, extensions } = requestError(
    'UNAUTHORIZED_FIELD_OR_TYPE',
    'You are not allowed to read this.',
  );
  return new GraphQLError(message, { ...(path && { path }), extensions });
}

/**
 * Takes what is kept out of what was fetched: it may be there all the same, as the key of an entity or because another
 * field requires it.
 */
export function conceal(
  root: Data,
  fields: readonly SelectedField[],
  isKept: IsKept,
  under: TypesUnder,
): void {
  const inObject = (object: Data, inside: readonly SelectedField[]): void => {
    const type = own(object, '__typename');
    const here = inside.filter(({ parent }) => typeof type !== 'string' || under(parent.name).has(type));
    const shown = new Set<string>();
    for (const { parent, node, name } of here) if (!isKept(parent.name, node.name.value)) shown.add(name);
    for (const each of here) {
      if (!shown.has(each.name)) delete object[heldAs(each.name)];
      else inValue(own(object, heldAs(each.name)), each.inside);
    }
  };
  const inValue = (value: unknown, inside: readonly SelectedField[]): void => {
    if (inside.length === 0) return;
    if (Array.isArray(value)) for (const entry of value) inValue(entry, inside);
    else if (isData(value)) inObject(value, inside);
  };
  inObject(root, fields);
}
