import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';

/** Values for the variables of an operation that has no default for them. */
export function anyVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
      const declared = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
      return declared && !defaultValue ? [[variable.name.value, anyValue(declared)]] : [];
    }),
  );
}

function anyValue(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [anyValue(nullable.ofType)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const given = nullable.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
    return Object.fromEntries(given.map((field) => [field.name, anyValue(field.type)]));
  }
  const values: Record<string, unknown> = { Int: 1, Float: 1.5, Boolean: true };
  return values[nullable.name] ?? 't1';
}
