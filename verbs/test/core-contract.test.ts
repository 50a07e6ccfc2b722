import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, parse, visit } from 'graphql';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const api = read('../../schema/api.graphql');

test('the API keeps every name, type and nullability of the core contract', async () => {
  const changes = await diff(buildSchema(read('core-contract.graphql')), buildSchema(api));
  const broken = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  expect(broken.map(({ message }) => message)).toEqual([]);
});

test('a description stands on every type, field, argument, enum value and input of the API', () => {
  const bare: string[] = [];
  let members = 0;
  visit(parse(api), {
    enter(node) {
      // @defer is not the API's own: its specification describes it.
      if (node.kind === 'DirectiveDefinition') return false;
      if (!/(?:Type|Field|Value)Definition$/.test(node.kind) || !('name' in node)) return undefined;
      members += 1;
      if (!('description' in node && node.description)) bare.push(`${node.kind} ${node.name?.value}`);
      return undefined;
    },
  });
  expect(members).toBeGreaterThan(100);
  expect(bare).toEqual([]);
});
