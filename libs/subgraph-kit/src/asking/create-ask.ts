import type { SessionId, UserId } from '@ursa/ids';
import type { Passports } from '@ursa/passport';
import type { SubgraphTransport } from '@ursa/transport';
import DataLoader from 'dataloader';
import type { Ask, Question } from './ask.ts';
import { askEntities } from './ask-entities.ts';

/** How a process reaches its peers. */
export interface Peers {
  readonly passports: Passports;
  readonly peers: (name: string) => SubgraphTransport;
  readonly askDeadlineMs: number;
}

/** On whose behalf the questions of one operation are asked. */
export interface Asker {
  readonly viewer: UserId | null;
  readonly session: SessionId | null;
  readonly address: string | null;
  readonly requestId: string;
  readonly signal?: AbortSignal;
}

// More representations than this are asked for in several requests.
const maxBatchSize = 500;

type Representation = Readonly<Record<string, unknown>>;
type Entity = Record<string, unknown> | null;

/** The `ask` of one operation, or of a process that asks as nobody. */
export function createAsk(way: Peers, asker: Asker): Ask {
  // Each serves the questions of one moment, and is gone when they have been sent.
  const waiting = new Map<string, DataLoader<Representation, Entity, string>>();

  return async <Answer>(peer: string, question: Question): Promise<(Answer | null)[]> => {
    const { typename, selection, ids = [], representations = ids.map((id) => ({ id })) } = question;
    const { viewer = asker.viewer, deadlineMs = way.askDeadlineMs } = question;
    const key = JSON.stringify([peer, typename, selection, viewer, deadlineMs]);

    const send = (batch: readonly Representation[]) => {
      waiting.delete(key);
      return askEntities(() => way.peers(peer), {
        peer,
        typename,
        selection,
        representations: batch,
        passport: way.passports.issue({ audience: peer, ...holderFor(asker, viewer) }),
        requestId: asker.requestId,
        deadlineMs,
        ...(asker.signal && { signal: asker.signal }),
      });
    };
    const loader = waiting.get(key) ?? new DataLoader(send, { maxBatchSize, cacheKeyFn: JSON.stringify });
    waiting.set(key, loader);
    const answers = await Promise.all(representations.map((one) => loader.load(one)));
    return answers as (Answer | null)[];
  };
}

// The session and the address are the asker's own: nobody else is vouched for with them.
function holderFor({ viewer: self, session, address }: Asker, viewer: UserId | null) {
  return viewer === self ? { viewer, session, address } : { viewer, session: null, address: null };
}
