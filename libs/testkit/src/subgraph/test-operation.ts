import { randomUUID } from 'node:crypto';
import type { SessionId, UserId } from '@ursa/ids';
import type { Passports } from '@ursa/passport';
import type { SubgraphRequest } from '@ursa/transport';

/** An operation as a test writes it. */
export interface TestOperation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  /** Who asks. @default nobody */
  readonly viewer?: UserId | null;
  readonly session?: SessionId | null;
  /** @default '203.0.113.7' */
  readonly address?: string | null;
  /** Client headers the router lets through, lower-case names. */
  readonly headers?: Record<string, string>;
  readonly requestId?: string;
  readonly signal?: AbortSignal;
  /** Who signs the passport: the router, or one of the test's peers. @default 'router' */
  readonly caller?: string;
}

/** The passports of everyone whose key the subgraph trusts, by name. */
export type Issuers = ReadonlyMap<string, Passports>;

/** The request the router, or another caller, would make of it. */
export function requestOf(issuers: Issuers, audience: string, operation: TestOperation): SubgraphRequest {
  const {
    viewer = null,
    session = null,
    address = '203.0.113.7',
    requestId = randomUUID(),
    caller = 'router',
    ...rest
  } = operation;
  const passports = issuers.get(caller);
  if (!passports) throw new Error(`${caller} is neither the router nor a peer of this test.`);
  return { ...rest, requestId, passport: passports.issue({ audience, viewer, session, address }) };
}
