import type { Finding } from '../finding.ts';
import type { Demand } from './load/load.ts';
import { large, nested, small } from './shop/operations.ts';

type Target = NonNullable<Finding['target']>;

/** What is asked of all contenders, and how much faster than a peer ours should be. */
export interface Scenario extends Demand {
  readonly what: string;
  /** Ours in peers' requests a second; a peer that is not named has no target. */
  readonly targets: Readonly<Record<string, Target>>;
}

const everyPeer = (target: Target) => ({ apollo: target, hive: target, 'hive-router-runtime': target });

/** By the names that `--only` takes. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  nested: {
    what: 'nested, every request another caller',
    query: nested,
    connections: 50,
    unique: true,
    targets: { apollo: { atLeast: 9 }, 'hive-router-runtime': { atLeast: 5 } },
  },
  identical: {
    what: 'nested, all requests alike',
    query: nested,
    connections: 50,
    unique: false,
    targets: {},
  },
  small: {
    what: 'small: one fetch, 300 bytes',
    query: small,
    connections: 50,
    unique: true,
    targets: everyPeer({ atLeast: 3 }),
  },
  large: {
    what: 'large: 8 MB',
    query: large,
    connections: 4,
    unique: true,
    targets: everyPeer({ atLeast: 1 }),
  },
};
