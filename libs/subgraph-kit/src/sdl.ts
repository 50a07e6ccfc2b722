import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, visit } from 'graphql';

/** The SDL every subgraph shares: a base for all, and types added to those that mention them. */
export interface SharedSdl {
  /** The federation link, the scalars, Node, PageInfo and the UserError types. */
  readonly base: string;
  /** One SDL fragment per type name, for value types that must be identical everywhere. */
  readonly fragments: ReadonlyMap<string, string>;
}

const sdlFolder = fileURLToPath(new URL('../sdl', import.meta.url));

/** Reads the shared SDL: `base.graphql`, and one `<Type>.graphql` per fragment. */
export function readSharedSdl(folder: string = sdlFolder): SharedSdl {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');
  const fragments = files
    .filter((file) => file !== 'base.graphql')
    .sort()
    .map((file) => [basename(file, '.graphql'), read(file)] as const);
  return { base: read('base.graphql'), fragments: new Map(fragments) };
}

/**
 * The full SDL of a subgraph: the base, what the subgraph says itself, and the shared fragments it
 * mentions but does not define (a fragment may mention another). Throws a GraphQLError when `own` does
 * not parse.
 */
export function assembleSdl(own: string, shared: SharedSdl = readSharedSdl()): string {
  const parts = [shared.base, own];
  for (;;) {
    const { defined, mentioned } = namesIn(parts.join('\n'));
    const missing = [...shared.fragments].filter(([name]) => mentioned.has(name) && !defined.has(name));
    if (missing.length === 0) return `${parts.map((part) => part.trim()).join('\n\n')}\n`;
    parts.push(...missing.map(([, fragment]) => fragment));
  }
}

function namesIn(sdl: string): { defined: Set<string>; mentioned: Set<string> } {
  const defined = new Set<string>();
  const mentioned = new Set<string>();
  visit(parse(sdl), {
    NamedType: (node) => {
      mentioned.add(node.name.value);
    },
    enter: (node) => {
      if (node.kind.endsWith('TypeDefinition') && 'name' in node && node.name) defined.add(node.name.value);
    },
  });
  return { defined, mentioned };
}
