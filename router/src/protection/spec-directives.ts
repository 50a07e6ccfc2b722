import type { DirectiveNode } from 'graphql';
import { valueFromASTUntyped } from 'graphql';
import type { LoadedSupergraph } from '../engine/supergraph.ts';

/** Anything of a schema that can carry directives. */
export interface Described {
  readonly astNode?: { readonly directives?: readonly DirectiveNode[] } | null | undefined;
  readonly extensionASTNodes?: readonly { readonly directives?: readonly DirectiveNode[] }[] | null;
}

/** The arguments of each use of a directive on an element. */
export type UsesOf = (element: Described) => readonly Readonly<Record<string, unknown>>[];

/**
 * Finds the uses of a directive of one of Apollo's specs in the supergraph, whatever the subgraphs have called it by
 * `@link(as:)` or `import: [{ name, as }]`. Undefined: the supergraph knows nothing of that spec.
 *
 * @param spec its URL without the version, `https://specs.apollo.dev/authenticated`
 * @param directive the directive's name in the spec, `authenticated`
 */
export function specDirective(
  { supergraph }: LoadedSupergraph,
  spec: string,
  directive: string,
): UsesOf | undefined {
  const feature = supergraph.schema.coreFeatures?.getByIdentity(spec);
  return feature === undefined ? undefined : usesOf(feature.directiveNameInSchema(directive));
}

/** The uses of a directive by its name in the schema. */
export function usesOf(name: string): UsesOf {
  return ({ astNode, extensionASTNodes }) =>
    [astNode, ...(extensionASTNodes ?? [])]
      .flatMap((node) => node?.directives ?? [])
      .filter((directive) => directive.name.value === name)
      .map(({ arguments: args = [] }) =>
        Object.fromEntries(args.map(({ name: arg, value }) => [arg.value, valueFromASTUntyped(value)])),
      );
}
