import type { DocumentNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';
import type { Data } from '../data.ts';
import { heldAs, isData, own, setOwn } from '../data.ts';
import type { Renamed } from './own-names.ts';
import type { Path } from './places.ts';
import { operationIn } from './selected.ts';

/** Calls what was gathered as the client does, in place. What plans have added under such a name is used by then. */
export type Restore = (root: Data) => void;

/** The fields of an object of which something is to be called otherwise. */
interface Level {
  readonly fields: ReadonlyMap<
    string,
    { readonly client: string | undefined; readonly below: Level | undefined }
  >;
  /** Names that the client gives to nothing but those: what bears one otherwise is the plan's, not the client's. */
  readonly taken: readonly string[];
}

export function compileRestore({ document, names }: Renamed): Restore | undefined {
  if (names.size === 0) return undefined;
  const level = levelOf(document, [operationIn(document).selectionSet], names);
  return (root) => {
    if (level !== undefined) restore(root, level);
  };
}

/** A place under the client's names. */
export function clientPath(path: Path, names: Renamed['names']): Path {
  return path.map((part) => (typeof part === 'string' ? (names.get(part) ?? part) : part));
}

function levelOf(
  document: DocumentNode,
  selectionSets: readonly SelectionSetNode[],
  names: Renamed['names'],
): Level | undefined {
  const below = new Map<string, SelectionSetNode[]>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const known = below.get(name) ?? [];
        below.set(name, selection.selectionSet ? [...known, selection.selectionSet] : known);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const name = selection.name.value;
        for (const definition of document.definitions)
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
            collect(definition.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  const fields = new Map<string, { client: string | undefined; below: Level | undefined }>();
  const taken = new Set<string>();
  for (const [name, sets] of below) {
    const inner = sets.length === 0 ? undefined : levelOf(document, sets, names);
    const client = names.get(name);
    if (inner !== undefined || client !== undefined) fields.set(name, { client, below: inner });
    if (client !== undefined && !below.has(client)) taken.add(heldAs(client));
  }
  return fields.size === 0 ? undefined : { fields, taken: [...taken] };
}

function restore(value: unknown, level: Level): void {
  if (Array.isArray(value)) for (const entry of value) restore(entry, level);
  if (!isData(value)) return;
  const found = new Map<string, unknown>();
  for (const [name, { client, below }] of level.fields) {
    const known = own(value, name);
    if (known === undefined) continue;
    if (below !== undefined) restore(known, below);
    if (client !== undefined) found.set(heldAs(client), known);
  }
  for (const client of level.taken) if (!found.has(client)) setOwn(value, client, undefined);
  for (const [client, known] of found) setOwn(value, client, known);
}
