import type { Passport, Verifier } from '@ursa/passport';
import type { SubgraphRequest, SubgraphResponse } from '@ursa/transport';
import type { GraphQLError } from 'graphql';
import { requestError } from '../errors/request-error.ts';
import type { Context } from './context.ts';
import type { Caller } from './create-context.ts';
import type { Prepared } from './document-cache.ts';
import type { Engine } from './engine.ts';
import { clientHeaders, requestIdOf } from './identify.ts';
import type { Work } from './work.ts';

/** The way in for whoever has a passport; HTTP, WebSocket and callers in this process all end here. */
export interface Door {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  subscribe(request: SubgraphRequest): AsyncIterable<SubgraphResponse>;
}

export interface DoorParts {
  readonly name: string;
  readonly verifier: Verifier;
  readonly prepare: (text: string) => Prepared;
  readonly engine: Engine;
  readonly contextOf: (caller: Caller) => Context;
  readonly work: Work;
}

/** What there is to run, once the passport and the document hold. */
type Admitted = { passport: Passport; document: Extract<Prepared, { ok: true }>['document'] };

const never = new AbortController().signal;

export function createDoor({ name, verifier, prepare, engine, contextOf, work }: DoorParts): Door {
  const admit = (request: SubgraphRequest): Admitted | readonly GraphQLError[] => {
    const passport = verifier.verify(request.passport);
    if (passport === undefined) return [requestError('UNAUTHENTICATED', 'A valid passport is required.')];
    if (work.stopping) return [requestError('SUBGRAPH_UNAVAILABLE', `${name} is stopping.`)];
    const prepared = prepare(request.query);
    return prepared.ok ? { passport, document: prepared.document } : prepared.errors;
  };
  const begin = ({ requestId, headers = {} }: SubgraphRequest, passport: Passport, signal: AbortSignal) =>
    contextOf({ passport, requestId: requestIdOf(requestId), headers: clientHeaders(headers), signal });

  return {
    async execute(request) {
      const admitted = admit(request);
      if (!('passport' in admitted)) return refused(admitted);
      const context = begin(request, admitted.passport, request.signal ?? never);
      const { operationName, variables } = request;
      return work.track(engine.answer({ document: admitted.document, operationName, variables }, context));
    },

    subscribe: (request) => ({
      [Symbol.asyncIterator]() {
        const admitted = admit(request);
        if (!('passport' in admitted)) return once(refused(admitted));
        const stop = work.stream(request.signal);
        const context = begin(request, admitted.passport, stop.signal);
        const { operationName, variables } = request;
        return engine.stream({ document: admitted.document, operationName, variables }, context, stop);
      },
    }),
  };
}

async function* once(response: SubgraphResponse): AsyncGenerator<SubgraphResponse> {
  yield response;
}

function refused(errors: readonly GraphQLError[]): SubgraphResponse {
  return { errors: errors.map((error) => error.toJSON()) };
}
