import type { Id } from '@ursa/ids';

/** What a subgraph holds of an entity that another one owns: its id. */
export interface EntityReference<Typename extends string> {
  readonly __typename?: Typename;
  readonly id: Id<Lowercase<Typename>>;
}
