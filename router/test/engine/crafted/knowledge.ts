import { isDeepStrictEqual } from 'node:util';
import type { GraphQLResolveInfo, GraphQLSchema, SelectionSetNode } from 'graphql';
import { isAbstractType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { Keys } from './keys.ts';
import { keysOf } from './keys.ts';

/**
 * What a subgraph knows: of `Query` and `Mutation` the values of their fields, of other types its objects. A function
 * makes the value of the field's arguments and the object; in that is also what a reference to it brought along.
 */
export interface Knowledge {
  readonly Query?: Known;
  readonly Mutation?: Known;
  readonly [type: string]: Known | readonly Known[] | undefined;
}

export type Known = Readonly<Record<string, unknown>>;

/** Lets the fields of a subgraph's schema answer with what it knows, and nothing else. */
export function teach(schema: GraphQLSchema, knowledge: Knowledge): void {
  const teacher = new Teacher(schema, knowledge);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || type.name === '_Service') continue;
    if (isAbstractType(type) && type.name !== '_Entity')
      type.resolveType = (value) => teacher.typeOf(value as Known);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const resolveReference = (reference: Known) => teacher.entity(type.name, reference);
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.name.startsWith('_')) field.resolve = teacher.resolve;
    }
  }
}

class Teacher {
  readonly #schema: GraphQLSchema;
  readonly #knowledge: Knowledge;
  readonly #keys: Keys;

  constructor(schema: GraphQLSchema, knowledge: Knowledge) {
    this.#schema = schema;
    this.#knowledge = knowledge;
    this.#keys = keysOf(schema);
  }

  readonly resolve = (source: Known | undefined, args: object, _: unknown, info: GraphQLResolveInfo) => {
    const { parentType, fieldName } = info;
    const known = joined(this.#find(parentType.name, source ?? {}) ?? {}, source ?? {});
    const value = known[fieldName];
    return typeof value === 'function' ? value(args, known) : value;
  };

  typeOf(value: Known): string {
    const { __typename: name } = value;
    if (typeof name !== 'string') throw new Error('What the object is must be said where it may be several.');
    return name;
  }

  /** The object behind a reference; null: there is none. Throws when it is by no key that can be resolved here. */
  entity(type: string, reference: Known): Known | null {
    const { __typename: _, ...brought } = reference;
    const usable = this.#keys(type).filter(({ resolvable }) => resolvable);
    if (!usable.some(({ fields }) => has(brought, fields)))
      throw new Error(`${type} is referred to by no key of it: ${JSON.stringify(brought)}`);
    const found = this.#find(type, brought);
    return found === undefined ? null : joined(found, brought);
  }

  #find(type: string, source: Known): Known | undefined {
    const known = this.#knowledge[type];
    if (known !== undefined && !Array.isArray(known)) return known as Known;
    for (const name of this.#concrete(type)) {
      const objects = (this.#knowledge[name] ?? []) as readonly Known[];
      const keys = this.#keys(name).concat(this.#keys(type));
      const found = objects.find((object) =>
        keys.some(({ fields }) => has(source, fields) && alike(object, source, fields)),
      );
      if (found !== undefined) return { __typename: name, ...found };
    }
    return undefined;
  }

  #concrete(name: string): readonly string[] {
    const type = this.#schema.getType(name);
    if (!isAbstractType(type)) return [name];
    return this.#schema.getPossibleTypes(type).map((each) => each.name);
  }
}

/** Whether all of that is in an object; in lists, of every entry. */
function has(object: Known, { selections }: SelectionSetNode): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return true;
    const value = object[selection.name.value];
    const { selectionSet } = selection;
    if (selectionSet === undefined || value === undefined) return value !== undefined;
    return [value].flat().every((entry) => has((entry ?? {}) as Known, selectionSet));
  });
}

/** Whether two objects have the same of it. */
function alike(one: Known, other: Known, { selections }: SelectionSetNode): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return true;
    const [a, b] = [one[selection.name.value], other[selection.name.value]];
    const { selectionSet } = selection;
    if (selectionSet === undefined || !a || !b) return isDeepStrictEqual(a, b);
    const [left, right] = [[a].flat() as Known[], [b].flat() as Known[]];
    return (
      left.length === right.length && left.every((entry, at) => alike(entry, right[at] ?? {}, selectionSet))
    );
  });
}

/** What is known of an object, and what was brought along of it: that counts, but for what is inside of objects. */
function joined(known: Known, brought: Known): Known {
  const all: Record<string, unknown> = { ...known, ...brought };
  for (const [name, value] of Object.entries(known)) {
    if (isObject(value) && isObject(brought[name])) all[name] = joined(value, brought[name]);
  }
  return all;
}

function isObject(value: unknown): value is Known {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
