import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GraphQLInputField, GraphQLInputObjectType, GraphQLObjectType } from 'graphql';
import { buildSchema, getNamedType, isLeafType, isUnionType } from 'graphql';

/** The API as it is committed. */
export const api = buildSchema(
  readFileSync(resolve(import.meta.dirname, '../../../schema/api.graphql'), 'utf8'),
);

const fields = api.getMutationType()?.getFields() ?? {};

/** The names of all mutations. */
export const mutations = Object.keys(fields);

/** The fields of a mutation's input, by name. */
export function inputFields(mutation: string): Record<string, GraphQLInputField> {
  const input = fields[mutation]?.args.find(({ name }) => name === 'input');
  return (input && (getNamedType(input.type) as GraphQLInputObjectType).getFields()) ?? {};
}

/** A document that runs a mutation with `$input` and tells whether each entity is there, and the errors. */
export function documentOf(mutation: string): string {
  const field = fields[mutation];
  if (!field) throw new Error(`There is no mutation ${mutation}.`);
  const input = field.args.find(({ name }) => name === 'input')?.type;
  const payload = (getNamedType(field.type) as GraphQLObjectType).getFields();
  const entities = Object.values(payload)
    .filter(({ name }) => name !== 'errors')
    .map(({ name, type }) => {
      const named = getNamedType(type);
      if (isLeafType(named)) return name;
      const id = isUnionType(named)
        ? '... on Node { id }'
        : 'id' in (named as GraphQLObjectType).getFields()
          ? 'id'
          : '';
      return `${name} { __typename ${id} }`;
    });
  return `mutation ($input: ${input}) { ${mutation}(input: $input) {
    ${entities.join(' ')} errors { __typename path message } } }`;
}
