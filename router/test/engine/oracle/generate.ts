import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import type {
  GraphQLArgument,
  GraphQLCompositeType,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** An operation that was made up. */
export interface Made {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

const maxDepth = 4;

/**
 * Walks a schema and makes an operation of what it comes by. It need not be valid: fields may clash.
 *
 * @param favourites fields to come by more often than chance has it
 * @param clashing names to call other fields by
 */
export function makeOperation(
  schema: GraphQLSchema,
  draw: GeneratorValue,
  favourites: ReadonlySet<string>,
  clashing: readonly string[] = [],
): Made {
  return new Maker(schema, draw, favourites, clashing).make();
}

/** Selects about every other field of a root field's objects, and of those that these lead to. */
export function makeDense(schema: GraphQLSchema, draw: GeneratorValue): string {
  const number = (below: number): number => draw(fc.nat, { max: below - 1 });
  const selections = (type: GraphQLObjectType, depth: number): string => {
    const parts = Object.values(type.getFields()).flatMap((field) => {
      const inner = getNamedType(field.type);
      const chosen = (depth > 0 || !isObjectType(inner)) && number(2) === 0;
      if (!chosen) return [];
      return isObjectType(inner) ? `${field.name} ${selections(inner, depth - 1)}` : field.name;
    });
    return `{ ${['__typename', ...parts].join(' ')} }`;
  };
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  const root = roots[number(roots.length)];
  const type = getNamedType(root?.type);
  return `{ ${root?.name} ${isObjectType(type) ? selections(type, 2) : ''} }`;
}

class Maker {
  readonly #schema: GraphQLSchema;
  readonly #draw: GeneratorValue;
  readonly #favourites: ReadonlySet<string>;
  readonly #clashing: readonly string[];
  readonly #variables: Record<string, unknown> = {};
  readonly #declarations: string[] = [];
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(
    schema: GraphQLSchema,
    draw: GeneratorValue,
    favourites: ReadonlySet<string>,
    clashing: readonly string[],
  ) {
    this.#clashing = clashing;
    this.#favourites = favourites;
    this.#schema = schema;
    this.#draw = draw;
  }

  make(): Made {
    const mutation = this.#schema.getMutationType();
    const kind = mutation && this.#oneIn(6) ? 'mutation' : 'query';
    const root = kind === 'mutation' ? mutation : this.#schema.getQueryType();
    if (!root) throw new Error('There is nothing to ask.');
    const body = this.#selections(root, kind === 'mutation' ? 2 : 0);
    const declared = this.#declarations.length > 0 ? `(${this.#declarations.join(', ')})` : '';
    const name = this.#oneIn(2) ? ' Asked' : '';
    return {
      text: [`${kind}${name}${declared} ${body}`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #number(below: number): number {
    return this.#draw(fc.nat, { max: below - 1 });
  }

  #oneIn(times: number): boolean {
    return this.#number(times) === 0;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + this.#number(3) }, () => this.#selection(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const others = this.#narrower(type);
    if (isUnionType(type) || (others.length > 0 && this.#oneIn(2))) {
      const other = others[this.#number(others.length)] ?? type;
      return this.#fragment(other, depth);
    }
    if (this.#oneIn(8)) return this.#fragment(type, depth);
    return this.#oneIn(12) ? '__typename' : this.#field(type, depth);
  }

  #narrower(type: GraphQLCompositeType): GraphQLCompositeType[] {
    if (isObjectType(type)) return [];
    return [...this.#schema.getPossibleTypes(type)];
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const directive = this.#directive();
    if (this.#oneIn(2)) return `... on ${type.name} ${directive}${this.#selections(type, depth)}`;
    const name = `F${this.#names++}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${this.#selections(type, depth)}`);
    return `...${name} ${directive}`;
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    if (isUnionType(type)) return '__typename';
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => !isCompositeType(getNamedType(field.type)));
    const deep = all.filter((field) => isCompositeType(getNamedType(field.type)));
    const pool =
      depth >= maxDepth || (deep.length === 0 && leaves.length > 0) ? leaves : this.#oneIn(3) ? leaves : deep;
    const favoured = (depth >= maxDepth ? leaves : all).filter(({ name }) =>
      this.#favourites.has(`${type.name}.${name}`),
    );
    const from = favoured.length > 0 && this.#oneIn(2) ? favoured : pool;
    const field = from[this.#number(Math.max(1, from.length))];
    if (field === undefined) return '__typename';
    const given = field.args.flatMap((arg) => this.#argument(arg));
    const args = given.length > 0 ? `(${given.join(', ')})` : '';
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? this.#selections(named, depth + 1) : '';
    return `${this.#alias(field.name, field.args.length > 0)}${field.name}${args} ${this.#directive()}${below}`;
  }

  #alias(name: string, hasArguments: boolean): string {
    // Two of the same name with different arguments clash, so that few are left to compare.
    if (hasArguments && !this.#oneIn(10)) return `x${this.#names++}: `;
    if (this.#oneIn(60)) return `${this.#clashing[this.#number(this.#clashing.length)] ?? name}: `;
    if (this.#oneIn(24)) return `${['constructor', '__proto__', 'toString'][this.#number(3)]}: `;
    return this.#oneIn(5) ? `${name}_${this.#number(2)}: ` : '';
  }

  #directive(): string {
    if (!this.#oneIn(7)) return '';
    const name = this.#oneIn(2) ? 'skip' : 'include';
    // Mostly so that something is left.
    const value = this.#oneIn(3) ? name === 'skip' : name === 'include';
    return `@${name}(if: ${this.#oneIn(4) ? value : this.#variable('Boolean!', value)}) `;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    if ((!isNonNullType(type) || defaultValue !== undefined) && this.#oneIn(3)) return [];
    if (this.#oneIn(2)) return [`${name}: ${this.#variable(String(type), this.#value(type))}`];
    return [`${name}: ${literal(this.#value(type), type)}`];
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#declarations.length}`;
    const fallback = type === 'Boolean!' && this.#oneIn(4);
    this.#declarations.push(`$${name}: ${type}${fallback ? ` = ${value}` : ''}`);
    if (!fallback) this.#variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType): unknown {
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && this.#oneIn(8)) return null;
    if (isListType(nullable)) {
      return Array.from({ length: this.#number(3) }, () => this.#value(nullable.ofType));
    }
    if (isEnumType(nullable)) return nullable.getValues()[this.#number(nullable.getValues().length)]?.name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => isNonNullType(field.type) || this.#oneIn(3),
      );
      const [first] = nullable.isOneOf ? fields : [];
      return Object.fromEntries(
        (first ? [first] : fields).map((field) => [field.name, this.#value(field.type)]),
      );
    }
    if (isInterfaceType(nullable)) return null;
    if (nullable.name === 'Boolean') return this.#oneIn(2);
    const number = this.#number(5);
    return nullable.name === 'Int' || nullable.name === 'Float' ? number : `t${number}`;
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isListType(nullable)) {
    return `[${(value as unknown[]).map((entry) => literal(entry, nullable.ofType)).join(', ')}]`;
  }
  if (isInputObjectType(nullable)) {
    const fields = nullable.getFields();
    const entries = Object.entries(value).map(
      ([name, inner]) => `${name}: ${literal(inner, fields[name]?.type ?? type)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  return isEnumType(nullable) ? String(value) : JSON.stringify(value);
}
