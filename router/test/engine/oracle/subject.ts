import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema, SelectionSetNode } from 'graphql';
import { getNamedType, isAbstractType, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import type { LoadedSupergraph } from '../../../src/engine/supergraph.ts';
import { loadSupergraph } from '../../../src/engine/supergraph.ts';
import { supergraphOf } from '../../world/world.ts';

/** A supergraph to walk, and the schemas of its subgraphs, to which resolvers are made up. */
export interface Subject {
  readonly name: string;
  readonly loaded: LoadedSupergraph;
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  /** The object types behind each abstract one that every subgraph knows which answers with it. */
  readonly possible: ReadonlyMap<string, ReadonlySet<string>>;
  /** Types that have keys, and the fields that are in one, `Product.sku`. */
  readonly entities: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
  /** What fields require, by `Product.cost`. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
  /** The subgraphs that have interface objects. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Fields with @provides. */
  readonly provides: ReadonlySet<string>;
}

const folder = join(import.meta.dirname, '..', 'supergraphs');

/** The crafted ones, and the project's own. */
export function subjects(): Subject[] {
  const crafted = readdirSync(folder)
    .filter((name) => !readdirSync(join(folder, name)).includes('case.ts'))
    .map((name) => {
      const sdls = readdirSync(join(folder, name)).map((file) => ({
        name: file.replace('.graphql', ''),
        sdl: readFileSync(join(folder, name, file), 'utf8'),
      }));
      return subjectOf(name, sdls);
    });
  const own = join(import.meta.dirname, '../../../../schema/supergraph.graphql');
  return [...crafted, subject('ursa', readFileSync(own, 'utf8'))];
}

/** Subgraphs as a subject. Throws when they cannot be composed. */
export function subjectOf(name: string, subgraphs: readonly { name: string; sdl: string }[]): Subject {
  return subject(name, supergraphOf(subgraphs));
}

function subject(name: string, sdl: string): Subject {
  const loaded = loadSupergraph(sdl);
  const subgraphs = new Map<string, GraphQLSchema>();
  const entities = new Set<string>();
  const keys = new Set<string>();
  const requires = new Map<string, SelectionSetNode>();
  const provides = new Set<string>();
  const interfaceObjects = new Set<string>();
  for (const subgraph of loaded.supergraph.subgraphs()) {
    const document = parse(subgraph.toString());
    subgraphs.set(subgraph.name, buildSubgraphSchema([{ typeDefs: document }]));
    for (const definition of document.definitions) {
      if (!('fields' in definition) || !('name' in definition) || definition.name === undefined) continue;
      const type = definition.name.value;
      for (const directive of definition.directives ?? []) {
        if (/^(federation__)?interfaceObject$/.test(directive.name.value))
          interfaceObjects.add(subgraph.name);
        if (!/^(federation__)?key$/.test(directive.name.value)) continue;
        entities.add(type);
        for (const field of fieldsOf(directive)) keys.add(`${type}.${field}`);
      }
      for (const field of definition.fields ?? []) {
        for (const directive of field.directives ?? []) {
          const name_ = directive.name.value.replace('federation__', '');
          if (name_ === 'requires') requires.set(`${type}.${field.name.value}`, selectionOf(directive));
          if (name_ === 'provides') provides.add(`${type}.${field.name.value}`);
        }
      }
    }
  }
  const possible = possibleIn(loaded.wholeSchema, [...subgraphs.values()]);
  return { name, loaded, subgraphs, possible, entities, keys, requires, provides, interfaceObjects };
}

function possibleIn(whole: GraphQLSchema, schemas: readonly GraphQLSchema[]): Map<string, Set<string>> {
  const possible = new Map<string, Set<string>>();
  for (const schema of schemas) {
    const types = Object.values(schema.getTypeMap());
    const answered = new Set(
      types.flatMap((type) =>
        isObjectType(type) || isInterfaceType(type)
          ? Object.values(type.getFields()).map((field) => getNamedType(field.type))
          : [],
      ),
    );
    for (const type of answered) {
      if (!isAbstractType(type)) continue;
      const names = new Set(schema.getPossibleTypes(type).flatMap(({ name }) => concreteTypes(whole, name)));
      possible.set(type.name, possible.get(type.name)?.intersection(names) ?? names);
    }
  }
  return possible;
}

type Directive = {
  arguments?: readonly { name: { value: string }; value: { kind: Kind; value?: unknown } }[];
};

function selectionOf(directive: Directive): SelectionSetNode {
  const text = directive.arguments?.find(({ name }) => name.value === 'fields')?.value.value;
  const [definition] = parse(`{ ${text} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A selection is no operation.');
  return definition.selectionSet;
}

function fieldsOf(directive: Directive): string[] {
  return selectionOf(directive).selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

/** The object types that a type stands for in the whole supergraph. */
export function concreteTypes(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  if (isObjectType(type) || type === undefined) return [name];
  return schema.getPossibleTypes(type as never).map((possible) => possible.name);
}
