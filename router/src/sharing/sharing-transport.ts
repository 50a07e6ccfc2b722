import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import { copyOf } from '../engine/plan/merge.ts';

export interface Sharing {
  /** Whether the subgraph's answers depend on nobody: then it does not matter who asks. */
  readonly public: boolean;
  /** Told when a request was not sent, since its answer was on its way already. */
  observe(): void;
}

/** A request on its way. */
interface Flight {
  readonly request: SubgraphRequest;
  /** The request's variables as text, once somebody has compared them. */
  variables: string | undefined;
  readonly companions: Set<Companion>;
}

/** One who wants the answer of another's request. */
interface Companion {
  answered(response: SubgraphResponse): void;
  failed(error: unknown): void;
}

/**
 * Sends a query once that is wanted several times at the same moment: with the same variables, passport and headers. Each
 * gets an answer of its own: whoever gets one may change it. One that gives up takes nobody along.
 */
export function sharingTransport(inner: SubgraphTransport, sharing: Sharing): SubgraphTransport {
  // By query, and by who asks: both are strings that come again, which a map finds without reading them.
  const flights = new Map<string, Map<string, Flight[]>>();

  const execute = (request: SubgraphRequest): Promise<SubgraphResponse> => {
    const { query } = request;
    if (query.includes('mutation')) return inner.execute(request);
    const asker = sharing.public ? '' : askerOf(request);
    const others = flights.get(query)?.get(asker);
    const same = others?.find((flight) => isSame(flight, request));
    if (same === undefined) return lead(request, asker);
    sharing.observe();
    return join(same, request);
  };

  const lead = async (request: SubgraphRequest, asker: string): Promise<SubgraphResponse> => {
    const flight: Flight = { request, variables: undefined, companions: new Set() };
    depart(flight, asker);
    try {
      const response = await inner.execute(request);
      arrive(flight, asker);
      // Before anybody has changed it.
      for (const companion of flight.companions) companion.answered(copyFor(response));
      return response;
    } catch (error) {
      arrive(flight, asker);
      for (const companion of flight.companions) companion.failed(error);
      throw error;
    }
  };

  const join = ({ request: sent, companions }: Flight, request: SubgraphRequest): Promise<SubgraphResponse> =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      const end = (settle: () => void): void => {
        companions.delete(companion);
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      const companion: Companion = {
        answered: (response) => end(() => resolve(response)),
        // Who sent it has given up, which is not for others to do: they ask again.
        failed: (error) => end(() => (sent.signal?.aborted ? resolve(execute(request)) : reject(error))),
      };
      const onAbort = (): void => end(() => reject(signal?.reason));
      companions.add(companion);
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });

  const depart = (flight: Flight, asker: string): void => {
    const { query } = flight.request;
    const byAsker = flights.get(query) ?? new Map<string, Flight[]>();
    flights.set(query, byAsker);
    const others = byAsker.get(asker);
    if (others === undefined) byAsker.set(asker, [flight]);
    else others.push(flight);
  };

  const arrive = (flight: Flight, asker: string): void => {
    const { query } = flight.request;
    const byAsker = flights.get(query);
    const left = byAsker?.get(asker)?.filter((other) => other !== flight) ?? [];
    if (left.length > 0) byAsker?.set(asker, left);
    else byAsker?.delete(asker);
    if (byAsker?.size === 0) flights.delete(query);
  };

  return { execute, subscribe: (request) => inner.subscribe(request), close: () => inner.close() };
}

/** Who asks, as far as the subgraph can tell. Passports are issued again and again for the same holder. */
function askerOf({ passport = '', headers }: SubgraphRequest): string {
  return headers === undefined ? passport : `${passport} ${JSON.stringify(headers)}`;
}

function isSame(flight: Flight, { operationName, variables }: SubgraphRequest): boolean {
  if (flight.request.operationName !== operationName) return false;
  flight.variables ??= JSON.stringify(flight.request.variables ?? {});
  return flight.variables === JSON.stringify(variables ?? {});
}

function copyFor({ headers, ...response }: SubgraphResponse): SubgraphResponse {
  return { ...copyOf(response), ...(headers && { headers }) };
}
