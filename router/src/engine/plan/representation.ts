import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';
import { mergeInto } from './merge.ts';
import type { TypesUnder } from './types.ts';

/** Builds what another subgraph needs to know of an object; null when a field of it is not there. */
export type Represent = (object: Data) => Data | null;

/** Compiles the selection of a fetch's `requires`: key fields, and those that a field of it needs. */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  under: TypesUnder,
): Represent {
  const parts = selections.flatMap((selection) => partOf(selection, under));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return (object) => only(object, undefined);
  return (object) => {
    let built: Data | undefined;
    for (const part of parts) {
      const more = part(object, built);
      if (more === null) return null;
      built = more;
    }
    return built ?? {};
  };
}

/** Adds to what was built so far; null: the representation cannot be built. */
type Part = (object: Data, built: Data | undefined) => Data | null;

function partOf(selection: QueryPlanSelectionNode, under: TypesUnder): Part[] {
  if (selection.kind === 'Field') {
    const { name, alias = name } = selection;
    const inner = selection.selections && compileRepresentation(selection.selections, under);
    return [
      (object, built = {}) => {
        const value = own(object, name);
        if (value === undefined) return null;
        const part = inner === undefined ? value : represented(value, inner);
        if (part === undefined) return null;
        // The same field may stand there again, with other parts.
        if (own(built, alias) === undefined) setOwn(built, alias, part);
        else mergeInto(built, { [alias]: part });
        return built;
      },
    ];
  }
  if (selection.typeCondition === undefined) return [];
  const types = under(selection.typeCondition);
  const inner = compileRepresentation(selection.selections, under);
  return [
    (object, built) => {
      if (!types.has(object['__typename'] as string)) return built ?? {};
      const more = inner(object);
      if (more === null || built === undefined) return more ?? built ?? {};
      mergeInto(built, more);
      return built;
    },
  ];
}

/** Undefined: something of it is not there. */
function represented(value: unknown, inner: Represent): unknown {
  if (!Array.isArray(value)) return isData(value) ? (inner(value) ?? undefined) : null;
  const entries = value.map((entry) => represented(entry, inner));
  return entries.includes(undefined) ? undefined : entries;
}

/** A text that is the same for the same representation only. Most have a type name and one key. */
export function identityOf(representation: Data): string {
  let text = '';
  for (const key in representation) {
    const value = representation[key];
    text += typeof value === 'string' ? `${value.length}"${value}` : JSON.stringify(value);
    text += ` ${key} `;
  }
  return text;
}
