import { prefixOf } from '@ursa/ids';
import { owners } from './generated/owners.ts';

/** The type an id speaks of, and the subgraph that decides who may see it. */
export type Owner = (typeof owners)[keyof typeof owners];

/** Who owns this id; undefined: it is malformed, or its prefix names no type. */
export function ownerOf(id: string): Owner | undefined {
  const prefix = prefixOf(id);
  return prefix !== undefined && isOwned(prefix) ? owners[prefix] : undefined;
}

function isOwned(prefix: string): prefix is keyof typeof owners {
  return Object.hasOwn(owners, prefix);
}
