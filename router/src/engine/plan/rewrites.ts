import type { FetchDataRewrite } from '@apollo/query-planner';
import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';
import type { TypesUnder } from './types.ts';

/** Changes an object in place. */
export type Rewrite = (value: Data) => void;

const condition = '... on ';

/**
 * What the planner wants changed in representations and answers: names it had to invent where two selections would
 * have clashed, and type names of interface objects.
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] = [],
  under: TypesUnder,
): Rewrite | undefined {
  if (rewrites.length === 0) return undefined;
  const all = rewrites.map((rewrite) => compile(rewrite, under));
  return (value) => {
    for (const rewrite of all) rewrite(value);
  };
}

/** Names in answers of a fetch that stand for those clients see. */
export function renamedKeys(rewrites: readonly FetchDataRewrite[] = []): ReadonlyMap<string, string> {
  const names = rewrites.flatMap((rewrite): [string, string][] => {
    const last = rewrite.path.at(-1);
    return rewrite.kind === 'KeyRenamer' && last !== undefined ? [[last, rewrite.renameKeyTo]] : [];
  });
  return new Map(names);
}

function compile(rewrite: FetchDataRewrite, under: TypesUnder): Rewrite {
  const last = rewrite.path.at(-1) ?? '';
  const change: Rewrite =
    rewrite.kind === 'ValueSetter'
      ? (value) => setOwn(value, last, rewrite.setValueTo)
      : (value) => rename(value, last, rewrite.renameKeyTo);
  return rewrite.path
    .slice(0, -1)
    .reduceRight<Rewrite>((inner, element) => within(element, inner, under), change);
}

function rename(value: Data, from: string, to: string): void {
  const moved = own(value, from);
  if (moved === undefined) return;
  setOwn(value, to, moved);
  setOwn(value, from, undefined);
}

function within(element: string, inner: Rewrite, under: TypesUnder): Rewrite {
  if (!element.startsWith(condition)) return (value) => eachObject(own(value, element), inner);
  const types = under(element.slice(condition.length));
  return (value) => {
    const name = own(value, '__typename');
    if (name === undefined || types.has(String(name))) inner(value);
  };
}

function eachObject(value: unknown, change: Rewrite): void {
  if (Array.isArray(value)) for (const entry of value) eachObject(entry, change);
  else if (isData(value)) change(value);
}
