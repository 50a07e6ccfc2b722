import type { DirectiveNode } from 'graphql';
import { valueFromASTUntyped } from 'graphql';
import type { ServedSupergraph } from '../engine/served-supergraph.ts';

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
  { wholeSchema }: Pick<ServedSupergraph, 'wholeSchema'>,
  spec: string,
  directive: string,
): UsesOf | undefined {
  const link = linksOf(wholeSchema).find(({ url }) => url.replace(/\/v\d+\.\d+\/?$/, '') === spec);
  return link === undefined ? undefined : usesOf(nameInSchema(link, directive));
}

/** A use of @link, or of @core, which was before it (https://specs.apollo.dev/link/v1.0, https://specs.apollo.dev/core/v0.2). */
interface Link {
  readonly url: string;
  readonly as?: string | undefined;
  readonly imports: readonly (string | { readonly name: string; readonly as?: string })[];
}

function linksOf(schema: Described): Link[] {
  return [...usesOf('link')(schema), ...usesOf('core')(schema)].map((use) => ({
    url: String(use['url'] ?? use['feature']),
    as: use['as'] as string | undefined,
    imports: (use['import'] ?? []) as Link['imports'],
  }));
}

/** What a directive of a linked spec is called: as it was imported, or behind the spec's own name. */
function nameInSchema({ url, as, imports }: Link, directive: string): string {
  for (const each of imports) {
    const { name, as: renamed = name } = typeof each === 'string' ? { name: each } : each;
    if (name === `@${directive}`) return renamed.slice(1);
  }
  const spec = url.split('/').at(-2);
  const own = as ?? spec;
  return directive === spec ? String(own) : `${own}__${directive}`;
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
