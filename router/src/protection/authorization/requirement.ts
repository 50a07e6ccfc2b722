import type { Subject } from '../../request/subject.ts';

/** What somebody must have to read a field. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  /** All scopes of one of these lists. */
  | { readonly kind: 'scopes'; readonly any: Alternatives }
  /** All policies of one of these lists. */
  | { readonly kind: 'policies'; readonly any: Alternatives };

export type Alternatives = readonly (readonly string[])[];

/** Who asks, as requirements see them. */
export interface Holder {
  readonly subject: Subject | null;
  /** The policies that hold for them, of those that were asked about. */
  readonly policies: ReadonlySet<string>;
}

export function isMet(requirement: Requirement, { subject, policies }: Holder): boolean {
  if (requirement.kind === 'authenticated') return subject !== null;
  const held = requirement.kind === 'scopes' ? new Set(subject?.scopes) : policies;
  return requirement.any.some((all) => all.every((each) => held.has(each)));
}
