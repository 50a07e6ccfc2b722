import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { isObjectType, Kind } from 'graphql';
import type { PlanPath } from '../places.ts';
import { fragmentIn, responseName } from '../selected.ts';

/** Objects at a path, or something of them. */
export interface Place {
  /** Response names from the root, by dots. */
  readonly name: string;
  /** Of which type the object is that has it. Undefined: it may be several. */
  readonly type: string | undefined;
  /** Whether @skip or @include may switch it off. */
  readonly mayBeOff: boolean;
}

/** Whether one of these is that place, or may be. @param surely whatever is switched off */
export function fills(places: readonly Place[], { name, type }: Place, surely = false): boolean {
  return places.some(
    (each) =>
      each.name === name &&
      (each.type === undefined || type === undefined || each.type === type) &&
      !(surely && each.mayBeOff),
  );
}

/** The objects at a plan's path. */
export function placeOf(path: PlanPath): Place {
  return { name: path.filter((element) => element !== '@').join('.'), type: undefined, mayBeOff: false };
}

/** What a representation reads of the objects there. */
export function placesRead(
  selections: readonly QueryPlanSelectionNode[],
  at: Place,
  schema: GraphQLSchema,
): Place[] {
  return selections.flatMap((each): Place[] => {
    if (each.kind !== 'Field') return placesRead(each.selections, on(each.typeCondition, at, schema), schema);
    const here = below(each.name, at);
    return [here, ...placesRead(each.selections ?? [], { ...here, type: undefined }, schema)];
  });
}

/** What a fetch brings to the objects there. */
export function placesBrought(
  selectionSet: SelectionSetNode | undefined,
  document: DocumentNode,
  at: Place,
  schema: GraphQLSchema,
): Place[] {
  return (selectionSet?.selections ?? []).flatMap((each): Place[] => {
    const mayBeOff = at.mayBeOff || (each.directives?.length ?? 0) > 0;
    if (each.kind === Kind.FIELD) {
      const here = { ...below(responseName(each), at), mayBeOff };
      return [here, ...placesBrought(each.selectionSet, document, { ...here, type: undefined }, schema)];
    }
    const fragment = each.kind === Kind.INLINE_FRAGMENT ? each : fragmentIn(document, each.name.value);
    const there = { ...on(fragment?.typeCondition?.name.value, at, schema), mayBeOff };
    return placesBrought(fragment?.selectionSet, document, there, schema);
  });
}

function below(name: string, at: Place): Place {
  return { ...at, name: at.name === '' ? name : `${at.name}.${name}` };
}

function on(condition: string | undefined, at: Place, schema: GraphQLSchema): Place {
  const type = condition === undefined ? undefined : schema.getType(condition);
  return isObjectType(type) ? { ...at, type: type.name } : at;
}
