import type { GraphQLField } from 'graphql';
import { getNamedType, isObjectType } from 'graphql';
import type { Data } from '../../engine/data.ts';
import { listsIn } from '../../engine/lists-in.ts';
import { requestError } from '../../request/errors.ts';
import type { UsesOf } from '../spec-directives.ts';

/** How long lists are taken to be that nothing else is known of. */
export interface ListSizes {
  /** Entries of a list. */
  readonly listSize: number;
  /** Entries of a connection's page when the client does not say how many. */
  readonly pageSize: number;
  /** A larger page is refused by whoever owns the connection, and counts as this one. */
  readonly largestPage: number;
}

/** How long a field's lists are under its arguments, coerced. */
export interface FieldSize {
  /** Whether arguments matter. */
  readonly varies: boolean;
  /** Entries of what is in the field: of itself, or of the lists that {@link sizedFields} names. Throws a GraphQLError. */
  of(args: Data): number;
  /** Fields of the result whose lists are so long; undefined: the field is the list itself. */
  readonly sizedFields: readonly string[] | undefined;
}

const pages = ['first', 'last'];

/**
 * Reads a field's @listSize (https://ibm.github.io/graphql-specs/cost-spec.html). Where there is none, a connection is
 * known by `first` or `last` and its `nodes` or `edges`. Undefined: the field has no lists to speak of.
 */
export function sizeOf(
  field: GraphQLField<unknown, unknown>,
  uses: UsesOf | undefined,
  sizes: ListSizes,
): FieldSize | undefined {
  const [declared] = uses?.(field) ?? [];
  if (declared !== undefined) return declaredSize(field, declared, sizes);
  const slicing = field.args.map(({ name }) => name).filter((name) => pages.includes(name));
  const named = getNamedType(field.type);
  const connection = isObjectType(named)
    ? Object.keys(named.getFields()).filter((name) => name === 'nodes' || name === 'edges')
    : [];
  const isList = listsIn(field.type) > 0;
  if (slicing.length > 0 && (isList || connection.length > 0)) {
    return {
      varies: true,
      of: (args) => Math.min(sizes.largestPage, largest(args, slicing) ?? sizes.pageSize),
      sizedFields: isList ? undefined : connection,
    };
  }
  return isList ? { varies: false, of: () => sizes.listSize, sizedFields: undefined } : undefined;
}

function declaredSize(
  field: GraphQLField<unknown, unknown>,
  declared: Data,
  { listSize }: ListSizes,
): FieldSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument = true } = declared;
  const slicing = (slicingArguments ?? []) as readonly string[];
  const assumed = typeof assumedSize === 'number' ? assumedSize : listSize;
  return {
    varies: slicing.length > 0,
    of(args) {
      const given = slicing.filter((name) => typeof args[name] === 'number');
      if (slicing.length > 0 && requireOneSlicingArgument === true && given.length !== 1) {
        const told = `"${field.name}" needs exactly one of the arguments ${slicing.join(', ')}.`;
        throw requestError('BAD_USER_INPUT', told, 400);
      }
      return largest(args, slicing) ?? assumed;
    },
    sizedFields: (sizedFields ?? undefined) as readonly string[] | undefined,
  };
}

/** The largest of the arguments that are given. */
function largest(args: Data, names: readonly string[]): number | undefined {
  const given = names.map((name) => args[name]).filter((value) => typeof value === 'number');
  return given.length === 0 ? undefined : Math.max(0, ...given);
}
