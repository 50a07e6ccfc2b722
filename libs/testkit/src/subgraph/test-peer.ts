import type { UserId } from '@ursa/ids';
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '@ursa/transport';

/** What a subgraph asks a peer about entities. */
export interface PeerQuestion {
  readonly typename: string;
  readonly representations: readonly Record<string, unknown>[];
  /** As whom it asks, by its passport. */
  readonly viewer: UserId | null;
  /** Who asks. */
  readonly caller: string;
  readonly request: SubgraphRequest;
}

/** The other side of `ask`, as a function; what it throws is a peer that fails. */
export type AnswerEntities = (
  question: PeerQuestion,
) => readonly (object | null)[] | Promise<readonly (object | null)[]>;

/** A stand-in for a subgraph this test is not about, or a real one. */
export type TestPeer = AnswerEntities | SubgraphTransport;

/** The transport to a peer. */
export function testPeer(peer: TestPeer): SubgraphTransport {
  return typeof peer === 'function' ? entitiesPeer(peer) : peer;
}

function entitiesPeer(answer: AnswerEntities): SubgraphTransport {
  return {
    async execute(request): Promise<SubgraphResponse> {
      const representations = (request.variables?.['representations'] ?? []) as Record<string, unknown>[];
      const typename = String(representations[0]?.['__typename']);
      const { sub, iss } = claimsOf(request.passport ?? '');
      const question = { typename, representations, viewer: sub ?? null, caller: iss, request };
      return { data: { _entities: await answer(question) } };
    },
    // biome-ignore lint/correctness/useYield: a stand-in has no streams
    async *subscribe() {
      throw new Error('A stand-in has no subscriptions.');
    },
    close: async () => {},
  };
}

function claimsOf(passport: string): { iss: string; sub?: UserId } {
  return JSON.parse(Buffer.from(passport.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
