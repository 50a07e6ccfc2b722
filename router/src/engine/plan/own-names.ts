import type { ArgumentNode, DocumentNode, FieldNode } from 'graphql';
import { Kind, print, visit } from 'graphql';
import type { FieldSets } from '../supergraph/field-sets.ts';

/** An operation as it is planned, and the client's names of what is called otherwise in it. */
export interface Renamed {
  readonly document: DocumentNode;
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Gives names of our own to what the client calls as a field that plans may add: keys and what fields require, which
 * are asked for under their own names. A field under its own name is the same for both where neither has arguments.
 */
export function ownNames(
  document: DocumentNode,
  { added, addedWithArguments }: Pick<FieldSets, 'added' | 'addedWithArguments'>,
): Renamed {
  const clashing = new Map<string, string>();
  let stem: string | undefined;
  const nameFor = (field: FieldNode, client: string): string => {
    stem ??= stemIn(document);
    const what = `${client} ${field.name.value} ${argumentsOf(field).map(print).join()}`;
    const name = clashing.get(what) ?? `${stem}${clashing.size}`;
    clashing.set(what, name);
    return name;
  };
  const names = new Map<string, string>();
  const renamed = visit(document, {
    Field(field) {
      const client = (field.alias ?? field.name).value;
      const same = client === field.name.value && argumentsOf(field).length === 0;
      if (!added.has(client) || (same && !addedWithArguments.has(client))) return undefined;
      const name = nameFor(field, client);
      names.set(name, client);
      return { ...field, alias: { kind: Kind.NAME, value: name } };
    },
  });
  return { document: names.size === 0 ? document : renamed, names };
}

function argumentsOf({ arguments: given = [] }: FieldNode): ArgumentNode[] {
  return given.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1));
}

/** What no name in the document begins with. */
function stemIn(document: DocumentNode): string {
  let stem = '_client';
  visit(document, {
    Name({ value }) {
      while (value.startsWith(stem)) stem += '_';
    },
  });
  return stem;
}
