import type { SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import { PeerUnavailable } from './peer-unavailable.ts';

export interface EntitiesRequest {
  readonly peer: string;
  readonly typename: string;
  readonly selection: string;
  readonly representations: readonly Readonly<Record<string, unknown>>[];
  readonly passport: string;
  readonly requestId: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
}

/** One `_entities` at the owner. Throws {@link PeerUnavailable} for every answer that is not complete and in time. */
export async function askEntities(
  transport: () => SubgraphTransport,
  request: EntitiesRequest,
): Promise<(Record<string, unknown> | null)[]> {
  const { peer, typename, selection, passport, requestId } = request;
  const representations = request.representations.map((key) => ({ ...key, __typename: typename }));
  try {
    const response = await withDeadline(request, async (signal) =>
      transport().execute({
        query: `query Ask($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { ${selection} } } }`,
        variables: { representations },
        passport,
        requestId,
        signal,
      }),
    );
    return entitiesIn(response, representations.length);
  } catch (error) {
    throw new PeerUnavailable(peer, { cause: error });
  }
}

// An answer with any error in it is not certain: what it says is null may be there.
function entitiesIn(response: SubgraphResponse, expected: number): (Record<string, unknown> | null)[] {
  const entities = response.data?.['_entities'];
  if (response.errors?.length) throw new Error(response.errors.map(({ message }) => message).join('; '));
  if (!Array.isArray(entities) || entities.length !== expected)
    throw new Error('The answer is not complete.');
  return entities;
}

async function withDeadline<T>(
  { deadlineMs, signal }: EntitiesRequest,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const call = new AbortController();
  const timer = setTimeout(() => call.abort(new Error(`No answer within ${deadlineMs} ms.`)), deadlineMs);
  const follow = () => call.abort(signal?.reason);
  signal?.addEventListener('abort', follow, { once: true });
  try {
    signal?.throwIfAborted();
    const late = new Promise<never>((_, reject) => {
      call.signal.addEventListener('abort', () => reject(call.signal.reason), { once: true });
    });
    return await Promise.race([run(call.signal), late]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}
