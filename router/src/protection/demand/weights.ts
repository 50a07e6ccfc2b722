import type { GraphQLField, GraphQLInputType, GraphQLNamedType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
} from 'graphql';
import type { Data } from '../../engine/data.ts';
import { isData, own } from '../../engine/data.ts';
import type { ServedSupergraph } from '../../engine/served-supergraph.ts';
import type { Described } from '../spec-directives.ts';
import { specDirective } from '../spec-directives.ts';
import type { FieldSize, ListSizes } from './list-size.ts';
import { sizeOf } from './list-size.ts';

/** What a field costs, without what is inside it. */
export interface FieldWeight {
  /** Each value of it. */
  readonly each: number;
  readonly size: FieldSize | undefined;
  /** Its arguments, coerced; undefined: they cost nothing. */
  readonly ofArguments: ((args: Data) => number) | undefined;
}

/** What a field costs, by the type it is selected on. */
export type WeightOf = (type: string, field: string) => FieldWeight;

/**
 * Reads @cost and @listSize off the supergraph. Without them an object costs 1, and a scalar or an enum nothing. A field
 * of an interface costs as much as its dearest implementation.
 */
export function weights(loaded: ServedSupergraph, sizes: ListSizes): WeightOf {
  const schema = loaded.wholeSchema;
  const spec = 'https://specs.apollo.dev/cost';
  const costs = specDirective(loaded, spec, 'cost');
  const listSizes = specDirective(loaded, spec, 'listSize');
  const declared = (element: Described): number | undefined => {
    const [use] = costs?.(element) ?? [];
    return use === undefined ? undefined : Number(use['weight']);
  };
  const ofType = (type: GraphQLNamedType): number =>
    isAbstractType(type)
      ? Math.max(1, ...schema.getPossibleTypes(type).map(ofType))
      : (declared(type) ?? (isCompositeType(type) ? 1 : 0));
  const each = (type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number => {
    const own = declared(field) ?? ofType(getNamedType(field.type));
    return Math.max(own, ...implementationsOf(schema, type, field.name).map(([t, f]) => each(t, f)));
  };
  const known = new Map<string, FieldWeight>();
  const find = (typeName: string, name: string): FieldWeight => {
    const type = schema.getType(typeName);
    const field = type && 'getFields' in type ? type.getFields()[name] : undefined;
    if (type === undefined || field === undefined || !('args' in field)) return nothing;
    const dear = field.args.filter((arg) => declared(arg) !== undefined || isDear(arg.type));
    const ofArguments = (args: Data): number =>
      dear.reduce((sum, arg) => sum + ofInput(own(args, arg.name), declared(arg), arg.type), 0);
    return {
      each: each(type, field),
      size: sizeOf(field, listSizes, sizes),
      ofArguments: dear.length > 0 ? ofArguments : undefined,
    };
  };
  const ofInput = (value: unknown, weight: number | undefined, type: GraphQLInputType): number => {
    if (value === undefined || value === null) return 0;
    const nullable = getNullableType(type);
    if (isListType(nullable) && Array.isArray(value))
      return value.reduce((sum: number, entry) => sum + ofInput(entry, weight, nullable.ofType), 0);
    const here = weight ?? declared(getNamedType(type)) ?? 0;
    if (!isInputObjectType(nullable) || !isData(value)) return here;
    return Object.values(nullable.getFields()).reduce(
      (sum, field) => sum + ofInput(own(value, field.name), declared(field), field.type),
      here,
    );
  };
  const seen = new Set<string>();
  const isDear = (type: GraphQLInputType): boolean => {
    const named = getNamedType(type);
    if (declared(named) !== undefined) return true;
    if (!isInputObjectType(named) || seen.has(named.name)) return false;
    seen.add(named.name);
    const dear = Object.values(named.getFields()).some(
      (field) => declared(field) !== undefined || isDear(field.type),
    );
    seen.delete(named.name);
    return dear;
  };
  return (type, field) => {
    const key = `${type}.${field}`;
    const weight = known.get(key) ?? find(type, field);
    known.set(key, weight);
    return weight;
  };
}

const nothing: FieldWeight = { each: 0, size: undefined, ofArguments: undefined };

function implementationsOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  name: string,
): [GraphQLNamedType, GraphQLField<unknown, unknown>][] {
  if (!isInterfaceType(type)) return [];
  return schema.getImplementations(type).objects.flatMap((object) => {
    const field = object.getFields()[name];
    return field ? [[object, field]] : [];
  });
}
