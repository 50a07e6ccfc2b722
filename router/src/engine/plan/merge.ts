import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';

/** Merges what another fetch tells of the same object into it, in place; the source's parts become the target's. */
export function mergeInto(target: Data, source: Data): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value !== undefined) setOwn(target, key, joined(own(target, key), value));
  }
}

/** The same into several objects, whose parts the source's become together. */
export function mergeIntoAll(targets: readonly Data[], source: Data): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    for (const target of targets) setOwn(target, key, joined(own(target, key), value));
  }
}

function joined(known: unknown, value: unknown): unknown {
  if (known === value) return value;
  if (isData(value)) {
    if (!isData(known)) return value;
    mergeInto(known, value);
    return known;
  }
  if (!Array.isArray(value) || !Array.isArray(known) || value.length !== known.length) return value;
  for (let at = 0; at < value.length; at += 1) known[at] = joined(known[at], value[at]);
  return known;
}

/** A copy that shares nothing with the original. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Data = {};
  for (const key of Object.keys(value)) setOwn(copy, key, copyOf((value as Data)[key]));
  return copy as T;
}
