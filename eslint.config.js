// ESLint reads GraphQL only; TypeScript is biome's (docs/decisions/0007-biome-for-typescript.md).
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import graphql from '@graphql-eslint/eslint-plugin';
import { parse, printSchema } from 'graphql';
import * as yaml from 'yaml';
import { assembleSdl, readSharedSdl } from './libs/subgraph-kit/src/sdl.ts';

// The plugin keeps the edge types of the first schema it meets for all others, unless it believes itself tested.
// biome-ignore lint/style/noProcessEnv: the only switch there is
process.env.NODE_ENV = 'test';

// Payloads, connections, edges, events and value types are found through what holds them: no id of their own.
const withoutId = [
  'Payload',
  'Connection',
  'Edge',
  'Event',
  'Entity',
  'Revision',
  'Choice',
  'DraftPoll',
  'Preference',
  'Count',
  'Counts',
  'Highlight',
  'Variant',
  'Target',
  'Header',
];

const rules = {
  ...graphql.configs['flat/schema-recommended'].rules,
  ...graphql.configs['flat/schema-relay'].rules,

  // The descriptions are the API's documentation: every member has one, only an extension's key is described
  // where its type is owned.
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      rootField: true,
      DirectiveDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      EnumValueDefinition: true,
      ignoredSelectors: ['ObjectTypeExtension > FieldDefinition[name.value=/^(id|username)$/]'],
    },
  ],
  '@graphql-eslint/require-deprecation-date': 'error',

  // A description of one line stands inline, a longer one in a block: its length decides, not one style.
  '@graphql-eslint/description-style': 'off',

  '@graphql-eslint/strict-id-in-types': ['error', { exceptions: { suffixes: withoutId } }],

  // `nodes` beside `edges`, `errors` in payloads and bounded lists of values are plain lists; lists of entities are
  // left to `ursa/growing-lists`. A connection may page through values: the revisions of a text.
  '@graphql-eslint/relay-edge-types': [
    'error',
    { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
  ],
  'ursa/growing-lists': 'error',

  // Names that begin with their type's name because that is their own word.
  '@graphql-eslint/no-typename-prefix': 'off',
  'ursa/no-typename-prefix': ['error', 'User.username'],
};

const noTypenamePrefix = graphql.rules['no-typename-prefix'];

const ursa = {
  rules: {
    // The plugin's rule, but for the fields named in its options.
    'no-typename-prefix': {
      meta: { ...noTypenamePrefix.meta, schema: { type: 'array', items: { type: 'string' } } },
      create: (context) =>
        noTypenamePrefix.create({
          report(problem) {
            const { typeName, fieldName } = problem.data;
            if (!context.options.includes(`${typeName}.${fieldName}`)) context.report(problem);
          },
        }),
    },
    // A list of entities can grow, so it is a connection; only a connection's `nodes` is plain.
    'growing-lists': {
      meta: { type: 'problem', schema: [] },
      create: (context) => ({
        // What a post shows is bounded: 10 at most.
        'FieldDefinition[name.value!=/^(nodes|media)$/] ListType NamedType'(node) {
          const type = context.sourceCode.parserServices.schema.getType(node.name.value);
          const isEntity =
            type?.getInterfaces?.().some((one) => one.name === 'Node') || type?.name === 'Node';
          if (isEntity)
            context.report({ node, message: `A list of ${type.name} can grow: make it a connection.` });
        },
      }),
    },
  },
};

// SDL is understood within the full schema it becomes part of.
function lint(files, sdl, exceptions = {}) {
  return {
    files,
    plugins: { '@graphql-eslint': graphql, ursa },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { schemaSdl: printSchema(buildSubgraphSchema([{ typeDefs: parse(sdl) }])) },
    },
    rules: { ...rules, ...exceptions },
  };
}

const { subgraphs } = yaml.parse(readFileSync('supergraph.yaml', 'utf8'));
const schemas = Object.values(subgraphs).map(({ schema }) => schema.file.replace('src/generated/', ''));

const shared = readSharedSdl();
const mentionsAll = [...shared.fragments.keys()].map((name, index) => `field${index}: ${name}`).join(' ');
const sharedSdl = assembleSdl(`type Query { node: Node ${mentionsAll} } type User { id: ID! }`, shared);

export default [
  { ignores: ['**/*.js', '**/node_modules/', '**/generated/', 'schema/', '.ursa/'] },
  ...schemas.map((file) => lint([file], assembleSdl(readFileSync(file, 'utf8'), shared))),
  // The errors are found through the payloads of whoever uses them, and like all values have no id.
  lint(['libs/subgraph-kit/sdl/*.graphql'], sharedSdl, {
    '@graphql-eslint/no-unreachable-types': 'off',
    '@graphql-eslint/strict-id-in-types': [
      'error',
      { exceptions: { suffixes: [...withoutId, 'Error', 'PageInfo'] } },
    ],
  }),
];
