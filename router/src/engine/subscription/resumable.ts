import type { DocumentNode, FieldNode, GraphQLField, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  parseType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The name under which the router asks for the cursor; no client sees it. */
export const cursorName = 'ursaCursor';

/** The variable that says where the stream goes on. */
export const afterVariable = 'ursaAfter';

/**
 * Rewrites a validated subscription so that the router can take its stream up again: each payload tells its
 * `cursor`, and `after` becomes a variable. Undefined when the field has no `after` or its payload no `cursor`.
 */
export function makeResumable(schema: GraphQLSchema, document: DocumentNode): DocumentNode | undefined {
  const typeInfo = new TypeInfo(schema);
  let afterType: string | undefined;
  const resumable = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(field) {
          const definition = typeInfo.getFieldDef();
          if (!definition || typeInfo.getParentType() !== schema.getSubscriptionType()) return undefined;
          const after = definition.args.find(({ name }) => name === 'after');
          if (after === undefined || !tellsCursor(definition)) return undefined;
          afterType = String(after.type);
          return withCursor(field);
        },
      },
    }),
  );
  return afterType === undefined ? undefined : withVariable(resumable, afterType);
}

function tellsCursor(field: GraphQLField<unknown, unknown>): boolean {
  const payload = getNamedType(field.type);
  if (!isObjectType(payload) && !isInterfaceType(payload)) return false;
  const cursor = payload.getFields()['cursor'];
  return cursor !== undefined && cursor.args.length === 0 && isLeafType(getNullableType(cursor.type));
}

function withCursor(field: FieldNode): FieldNode {
  const after = {
    kind: Kind.ARGUMENT,
    name: name('after'),
    value: { kind: Kind.VARIABLE, name: name(afterVariable) },
  } as const;
  const cursor = { kind: Kind.FIELD, alias: name(cursorName), name: name('cursor') } as const;
  return {
    ...field,
    arguments: [...(field.arguments ?? []).filter((argument) => argument.name.value !== 'after'), after],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(field.selectionSet?.selections ?? []), cursor],
    },
  };
}

/** Declares the variable on every operation of the document: one that does not use it is not run. */
function withVariable(document: DocumentNode, type: string): DocumentNode {
  const declaration = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: name(afterVariable) },
    type: parseType(type, { noLocation: true }),
  } as const;
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? { ...definition, variableDefinitions: [...(definition.variableDefinitions ?? []), declaration] }
        : definition,
    ),
  };
}

function name(value: string): { kind: Kind.NAME; value: string } {
  return { kind: Kind.NAME, value };
}
