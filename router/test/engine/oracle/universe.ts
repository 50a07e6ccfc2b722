import type { GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema, SelectionSetNode } from 'graphql';
import {
  GraphQLError,
  getArgumentValues,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
} from 'graphql';
import { hash } from './hash.ts';
import type { Subject } from './subject.ts';
import { concreteTypes } from './subject.ts';

/** How a universe misbehaves. */
export interface Mood {
  readonly seed: number;
  /** One field in so many throws; 0: none. */
  readonly throwsOneIn: number;
  /** One reference in so many leads to nothing; 0: none. */
  readonly hidesOneIn: number;
}

/** An object: `Book:3` for an entity, the place it hangs from for others. */
export interface Thing {
  readonly __typename: string;
  readonly ursaIdentity: string;
}

/** Everything there is: each value is made up of the seed, whose it is, the field and its arguments, wherever it is asked for. */
export class Universe {
  readonly #subject: Subject;
  readonly #whole: GraphQLSchema;
  readonly mood: Mood;

  constructor(subject: Subject, mood: Mood) {
    this.#subject = subject;
    this.#whole = subject.loaded.wholeSchema;
    this.mood = mood;
  }

  /** Resolves any field of any schema of the subject. */
  readonly resolve = (source: unknown, args: object, _: unknown, info: GraphQLResolveInfo): unknown => {
    const { fieldName, returnType, schema } = info;
    const identity = identityOf(source);
    const required = this.#requiredBy(identity, fieldName);
    if (required === undefined) return this.#value(identity, fieldName, returnType, args, schema, '');
    // Of a reference a subgraph knows what is in it; what it provides itself, it knows anyway.
    const known =
      'ursaIdentity' in (source as object) ? this.#pick(identity, required) : picked(source, required);
    return this.#value(identity, fieldName, returnType, args, schema, JSON.stringify(known));
  };

  /** The type of an object behind an abstract one. */
  readonly typeOf = (source: unknown, _: unknown, { schema }: GraphQLResolveInfo): string => {
    const concrete = identityOf(source).split(':', 1)[0] ?? '';
    // An interface object bears the interface's name where it is one.
    return schema.getType(concrete) ? concrete : (source as Thing).__typename;
  };

  /** Whether a reference leads nowhere, in this subgraph. */
  hides(subgraph: string, reference: unknown): boolean {
    const { seed, hidesOneIn } = this.mood;
    return hidesOneIn > 0 && hash(seed, 'hides', subgraph, identityOf(reference)) % hidesOneIn === 0;
  }

  #requiredBy(identity: string, field: string): SelectionSetNode | undefined {
    return this.#subject.requires.get(`${identity.split(':', 1)[0]}.${field}`);
  }

  #value(
    identity: string,
    field: string,
    type: GraphQLOutputType,
    args: object,
    schema: GraphQLSchema,
    more: string,
  ): unknown {
    const owner = identity.split(':', 1)[0] ?? '';
    if (this.#subject.keys.has(`${owner}.${field}`) || (field === 'id' && this.#subject.entities.has(owner)))
      return field === 'id' ? identity : `${field}-${identity}`;
    const { seed, throwsOneIn } = this.mood;
    const salt = `${seed} ${identity} ${field} ${JSON.stringify(args)} ${more}`;
    if (throwsOneIn > 0 && identity !== '' && hash(salt, 'throws') % throwsOneIn === 0)
      throw new GraphQLError('It did not go well.', { extensions: { code: 'UNWELL' } });
    return this.#make(type, salt, schema);
  }

  #make(type: GraphQLOutputType, salt: string, schema: GraphQLSchema): unknown {
    const number = hash(salt);
    if (isNonNullType(type))
      return this.#make(type.ofType, `${salt}!`, schema) ?? this.#make(type, `${salt}?`, schema);
    if (number % 7 === 0) return null;
    if (isListType(type)) {
      return Array.from({ length: number % 4 }, (_, at) => this.#make(type.ofType, `${salt} ${at}`, schema));
    }
    if (isEnumType(type)) return type.getValues()[number % type.getValues().length]?.value;
    if (isLeafType(type)) return leaf(type.name, number);
    const candidates = isAbstractType(type)
      ? [...(this.#subject.possible.get(type.name) ?? [])]
      : concreteTypes(this.#whole, type.name);
    const [concrete = type.name] = candidates.sort((a, b) => hash(salt, b) - hash(salt, a));
    const identity = this.#subject.entities.has(concrete)
      ? `${concrete}:${hash(salt, 'which') % 5}`
      : `${concrete}:${hash(salt, 'value')}`;
    const __typename = isObjectType(schema.getType(concrete)) ? concrete : type.name;
    return { __typename, ursaIdentity: identity } satisfies Thing;
  }

  #pick(identity: string, { selections }: SelectionSetNode): Record<string, unknown> {
    const type = this.#whole.getType(identity.split(':', 1)[0] ?? '');
    const fields = isObjectType(type) ? type.getFields() : {};
    const known: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const field = fields[selection.name.value];
      if (field === undefined) continue;
      const args = getArgumentValues(field, selection);
      const further = this.#requiredBy(identity, field.name);
      const more = further === undefined ? '' : JSON.stringify(this.#pick(identity, further));
      const value = orNull(() => this.#value(identity, field.name, field.type, args, this.#whole, more));
      known[field.name] =
        selection.selectionSet && value ? this.#pick(identityOf(value), selection.selectionSet) : value;
    }
    return known;
  }
}

function orNull(value: () => unknown): unknown {
  try {
    return value();
  } catch {
    return null;
  }
}

function picked(source: unknown, { selections }: SelectionSetNode): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const value = (source as Record<string, unknown>)[selection.name.value];
    known[selection.name.value] =
      selection.selectionSet && value ? picked(value, selection.selectionSet) : value;
  }
  return known;
}

/** An object's own, or what the key of a reference says. */
function identityOf(source: unknown): string {
  if (typeof source !== 'object' || source === null) return '';
  const { ursaIdentity, __typename, ...reference } = source as Partial<Thing> & Record<string, unknown>;
  if (ursaIdentity !== undefined) return ursaIdentity;
  for (const value of Object.values(reference)) {
    const [identity] = /\b[A-Z]\w*:\d+$/.exec(String(value)) ?? [];
    if (identity !== undefined) return identity;
  }
  return '';
}

function leaf(type: string, number: number): unknown {
  if (type === 'Int') return number % 1_000;
  if (type === 'Float') return (number % 10_000) / 8;
  if (type === 'Boolean') return number % 2 === 0;
  return `${type.toLowerCase()} ${number % 10_000}`;
}
