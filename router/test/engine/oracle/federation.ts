import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';

/** A subgraph that was made up. */
export interface MadeSubgraph {
  readonly name: string;
  readonly sdl: string;
}

interface Field {
  readonly name: string;
  readonly owner: string;
  readonly subgraph: string;
  readonly type: string;
  /** The entity that it leads to, and how many of them. */
  readonly to?: { readonly entity: string; readonly many: boolean };
  readonly directives: string;
}

/** What a field requires: a field of the same object, or a field of the one that it leads to. */
interface Required {
  readonly field: Field;
  readonly inner?: Field;
}

/**
 * Makes up subgraphs that share entities: some know them by one key, some by another; each adds fields and references, and
 * what requires fields of others, which may require something themselves. Not everything can be composed.
 */
export function makeFederation(draw: GeneratorValue): MadeSubgraph[] {
  return new Maker(draw).make();
}

class Maker {
  readonly #draw: GeneratorValue;
  /** The keys by which a subgraph knows an entity, by `s1 A`. */
  readonly #keys = new Map<string, readonly string[]>();
  readonly #fields: Field[] = [];
  /** Fields that a subgraph knows from others, by `s1 A`. */
  readonly #external = new Map<string, Map<string, Field>>();
  #names = 0;

  constructor(draw: GeneratorValue) {
    this.#draw = draw;
  }

  make(): MadeSubgraph[] {
    const subgraphs = ['s1', 's2', 's3', 's4'].slice(0, 2 + this.#number(3));
    const entities = ['A', 'B', 'C'].slice(0, 1 + this.#number(3));
    for (const entity of entities) this.#spread(entity, subgraphs);
    for (const place of this.#keys.keys()) this.#addFields(place, entities);
    for (let times = 0; times < 3 * entities.length; times += 1) this.#addRequiring(this.#pick(entities));
    return subgraphs.map((name) => ({ name, sdl: this.#sdl(name, entities) }));
  }

  #spread(entity: string, subgraphs: readonly string[]): void {
    const both = this.#pick(subgraphs);
    const byCode = this.#chance(40);
    for (const subgraph of subgraphs) {
      const at = `${subgraph} ${entity}`;
      if (subgraph === both) this.#keys.set(at, byCode ? ['id', 'code'] : ['id']);
      else if (this.#chance(70)) this.#keys.set(at, [byCode && this.#chance(50) ? 'code' : 'id']);
    }
  }

  #addFields(place: string, entities: readonly string[]): void {
    const [subgraph = '', owner = ''] = place.split(' ');
    for (let left = this.#number(3); left > 0; left -= 1)
      this.#add({ owner, subgraph, type: this.#pick(['Int', 'String', 'Size']), directives: '' });
    if (this.#chance(60)) {
      const [entity] = this.#some(entities.filter((each) => this.#keys.has(`${subgraph} ${each}`)));
      if (entity === undefined) return;
      const many = this.#chance(30);
      this.#add({
        owner,
        subgraph,
        type: many ? `[${entity}]` : entity,
        to: { entity, many },
        directives: '',
      });
    }
  }

  #addRequiring(owner: string): void {
    const places = [...this.#keys.keys()].filter((place) => place.endsWith(` ${owner}`));
    const [subgraph = ''] = this.#pick(places).split(' ');
    const leaves = this.#leaves(owner, subgraph);
    const some = new Set([...this.#some(leaves), ...this.#some(leaves)]);
    const required: Required[] = [...some].map((field) => ({ field }));
    const [way] = this.#some(this.#fields.filter((each) => each.owner === owner && each.to !== undefined));
    if (way?.to !== undefined && this.#keys.has(`${subgraph} ${way.to.entity}`)) {
      const [inner] = this.#some(this.#leaves(way.to.entity, subgraph));
      if (inner !== undefined) required.push({ field: way, inner });
    }
    if (required.length === 0) return;
    for (const { field: outer, inner } of required) {
      this.#know(subgraph, outer);
      if (inner !== undefined) this.#know(subgraph, inner);
    }
    const text = required.map(({ field: outer, inner }) => told(outer, inner)).join(' ');
    this.#add({ owner, subgraph, type: 'String', directives: ` @requires(fields: "${text}")` });
  }

  /** What others tell of an entity that leads nowhere. */
  #leaves(owner: string, subgraph: string): Field[] {
    return this.#fields.filter(
      (each) => each.owner === owner && each.subgraph !== subgraph && each.to === undefined,
    );
  }

  #know(subgraph: string, field: Field): void {
    if (field.subgraph === subgraph) return;
    const at = `${subgraph} ${field.owner}`;
    this.#external.set(at, (this.#external.get(at) ?? new Map()).set(field.name, field));
  }

  #add(field: Omit<Field, 'name'>): void {
    this.#names += 1;
    this.#fields.push({ ...field, name: `f${this.#names}` });
  }

  #sdl(subgraph: string, entities: readonly string[]): string {
    const here = entities.filter((entity) => this.#keys.has(`${subgraph} ${entity}`));
    const types = here.map((entity) => {
      const keys = this.#keys.get(`${subgraph} ${entity}`) ?? [];
      const own = this.#fields.filter((each) => each.owner === entity && each.subgraph === subgraph);
      const external = this.#external.get(`${subgraph} ${entity}`)?.values() ?? [];
      const lines = [
        ...keys.map((key) => `${key}: ID!`),
        ...own.map(({ name, type, directives }) => `${name}: ${type}${directives}`),
        ...[...external].map(({ name, type }) => `${name}: ${type} @external`),
      ];
      return `type ${entity} ${keys.map((key) => `@key(fields: "${key}")`).join(' ')} { ${lines.join(' ')} }`;
    });
    const imports = ['@key', '@requires', '@external', '@shareable'].map((name) => `"${name}"`);
    return [
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`,
      `type Query { ${here.map((entity) => `${entity.toLowerCase()}_${subgraph}: [${entity}]`).join(' ')} any_${subgraph}: Int }`,
      'type Size @shareable { wide: Int high: Int }',
      ...types,
    ].join('\n');
  }

  #number(below: number): number {
    return this.#draw(fc.nat, { max: below - 1 });
  }

  #chance(percent: number): boolean {
    return this.#number(100) < percent;
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#number(from.length)] as T;
  }

  /** One of them, if there are any. */
  #some<T>(from: readonly T[]): T[] {
    return from.length === 0 ? [] : [this.#pick(from)];
  }
}

function told({ name, type }: Field, inner: Field | undefined): string {
  if (inner !== undefined) return `${name} { ${told(inner, undefined)} }`;
  return type === 'Size' ? `${name} { wide high }` : name;
}
