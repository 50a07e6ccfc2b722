import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import type { Data } from '../../engine/data.ts';
import type { TypesUnder } from '../../engine/plan/types.ts';
import { typesUnder } from '../../engine/plan/types.ts';
import type { Scope } from '../../request/scope.ts';
import type { Estimate } from '../demand/estimate.ts';
import { estimateOf } from '../demand/estimate.ts';
import type { WeightOf } from '../demand/weights.ts';
import type { SelectedField } from '../selected-field.ts';
import type { Draw } from './buckets.ts';
import type { FieldRate } from './field-rate.ts';
import { parseFieldRate } from './field-rate.ts';

export interface RatesSettings {
  /** Most operations of one viewer in a window; the allowance refills evenly. 0: no bound. */
  readonly perViewer: number;
  /** Most operations without a viewer from one address. */
  readonly perAddress: number;
  readonly windowMs: number;
  /** How often fields may be resolved: `Mutation.logIn` → `10 per minute per address`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Which buckets an operation draws on, and how much, for how often it is sent and for the fields in it. */
export class Rates {
  readonly #settings: RatesSettings;
  readonly #fields: readonly FieldRate[];
  readonly #weightOf: WeightOf;
  readonly #schema: GraphQLSchema;
  readonly #under: TypesUnder;
  readonly #calls = new WeakMap<readonly SelectedField[], readonly (readonly [FieldRate, Estimate])[]>();

  /** Throws when a rate is not written as one. */
  constructor(schema: GraphQLSchema, weightOf: WeightOf, settings: RatesSettings) {
    this.#settings = settings;
    this.#schema = schema;
    this.#weightOf = weightOf;
    this.#under = typesUnder(schema);
    this.#fields = Object.entries(settings.fields).map(([field, text]) => {
      const rate = parseFieldRate(field, text);
      if (rate === undefined) throw new Error(`The rate of ${field} is wrong: ${text}`);
      return rate;
    });
  }

  draws(fields: readonly SelectedField[], values: Data, scope: Scope): readonly Draw[] {
    const { perViewer, perAddress, windowMs } = this.#settings;
    const who = holderOf(scope);
    const capacity = scope.subject === null ? perAddress : perViewer;
    const draws: Draw[] = [];
    if (capacity > 0) draws.push({ key: `operations ${who}`, amount: 1, capacity, windowMs });
    for (const [rate, calls] of this.#callsOf(fields)) {
      const amount = calls(values);
      if (amount === 0) continue;
      const whose = rate.per === 'viewer' ? who : `address ${scope.address}`;
      const key = `${rate.field} ${whose}`;
      draws.push({ key, amount, capacity: rate.count, windowMs: rate.windowMs });
    }
    return draws;
  }

  #callsOf(fields: readonly SelectedField[]) {
    const known = this.#calls.get(fields);
    if (known !== undefined) return known;
    const fresh = this.#fields
      .filter((rate) => mentions(fields, rate, this.#isFor))
      .map((rate) => [rate, this.#countOf(rate, fields)] as const);
    this.#calls.set(fields, fresh);
    return fresh;
  }

  #countOf(rate: FieldRate, fields: readonly SelectedField[]): Estimate {
    return estimateOf(fields, this.#weightOf, (field) => ({
      each: 0,
      calls: this.#isFor(rate, field) ? 1 : 0,
    }));
  }

  /** A field of an interface counts for those of its implementations. */
  readonly #isFor = ({ field }: FieldRate, { parent, node }: SelectedField): boolean => {
    const [type = '', name] = field.split('.');
    if (node.name.value !== name) return false;
    return (
      parent.name === type || (isObjectType(this.#schema.getType(type)) && this.#under(parent.name).has(type))
    );
  };
}

/** For whom is counted what a viewer has, or an address without one. */
export function holderOf({ subject, address }: Scope): string {
  return subject === null ? `address ${address}` : `viewer ${subject.viewer}`;
}

/** The fields among these that the schema does not have. */
export function unknownFields(schema: GraphQLSchema, fields: RatesSettings['fields']): string[] {
  return Object.keys(fields).filter((field) => {
    const [typeName = '', name = ''] = field.split('.');
    const type = schema.getType(typeName);
    return !(type && 'getFields' in type && Object.hasOwn(type.getFields(), name));
  });
}

function mentions(
  fields: readonly SelectedField[],
  rate: FieldRate,
  isFor: (rate: FieldRate, field: SelectedField) => boolean,
): boolean {
  return fields.some((field) => isFor(rate, field) || mentions(field.inside, rate, isFor));
}
