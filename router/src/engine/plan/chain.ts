import type { Member } from './batch.ts';
import type { Condition } from './condition.ts';
import type { Step } from './run.ts';

/** What is run one after the other. */
export type Chain = readonly Link[];

/** One link of a chain: something to run, or chains side by side. */
export type Link = Single | { readonly chains: readonly Chain[] };

/** A fetch of entities, which may join others, or anything else. */
export type Single = Member | { readonly when: readonly Condition[]; readonly step: Step };
