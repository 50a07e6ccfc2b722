import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { parse, print, validate } from 'graphql';

/** Folders without sources of ours. */
const skipped = new Set(['node_modules', 'generated', 'migrations', 'dist']);

/** The operations on an API that stand in the sources below some folders: in tests, clients, the demo and the README. */
export function operationsIn(folders: readonly string[], schema: GraphQLSchema): DocumentNode[] {
  const found = new Map<string, DocumentNode>();
  for (const file of folders.flatMap(sourcesIn)) {
    const text = readFileSync(file, 'utf8');
    for (const candidate of file.endsWith('.graphql') ? [text] : quoted(text)) {
      const document = asOperation(candidate, schema);
      if (document !== undefined) found.set(print(document), document);
    }
  }
  return [...found.values()];
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourcesIn(path);
    return /\.(ts|tsx|graphql|md)$/.test(entry.name) ? [path] : [];
  });
}

/** What stands in quotes or fences and may be an operation. */
function quoted(text: string): string[] {
  return [/`([^`]+)`/g, /'([^'\n]+)'/g, /"((?:[^"\\\n]|\\.)+)"/g].flatMap((quotes) =>
    [...text.matchAll(quotes)].map(([, inside = '']) => inside),
  );
}

function asOperation(text: string, schema: GraphQLSchema): DocumentNode | undefined {
  if (!/^\s*(#.*\s+)*(\{|query|mutation|subscription|fragment)/.test(text)) return undefined;
  try {
    const document = parse(text, { noLocation: true });
    return validate(schema, document).length === 0 ? document : undefined;
  } catch {
    return undefined;
  }
}
