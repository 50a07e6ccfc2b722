import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrustedKeys } from '@ursa/passport';
import type { Health } from '@ursa/telemetry';
import { underTrace } from '@ursa/telemetry';
import type { Mount } from '@ursa/transport';
import { mountAt, requireWholeIn } from '@ursa/transport';
import { answerExplained, wantsExplanation } from '../explain/answer-explained.ts';
import { explainPage } from '../explain/explain-page.ts';
import type { Front } from '../front.ts';
import { allowCompression } from './compression.ts';
import { graphiqlPage } from './graphiql.ts';
import { answerGraphql } from './graphql.ts';
import { reply } from './reply.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** What is where. */
export function routes(
  front: Front,
  health: Health,
  publicKeys: TrustedKeys,
  mounts: readonly Mount[],
): Listener {
  const explains = front.settings.explain;
  const graphql = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    explains && wantsExplanation(request)
      ? answerExplained(request, response, front)
      : underTrace(request.headers, () => answerGraphql(request, response, front));
  const byPath: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
    '/graphql': graphql,
    '/graphql/stream': graphql,
    '/.well-known/jwks.json': (_, response) =>
      reply(response, 200, 'application/jwk-set+json', JSON.stringify(publicKeys)),
    ...(explains && { '/explain': explainPage }),
    ...(front.settings.graphiql && { '/': graphiqlPage(front.settings.graphiql) }),
  };

  return (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    allowCompression(request, response, front.settings.compressionMinBytes);
    if (health.handle(request, response)) return;
    const path = request.url?.split('?', 1)[0] ?? '';
    const mount = mountAt(mounts, path);
    if (!mount) requireWholeIn(front.settings.requestTimeoutMs, request, response);
    const answer = mount?.handle ?? byPath[path];
    if (answer === undefined)
      return reply(response, 404, 'text/plain', 'There is nothing here. The API is at /graphql.\n');
    Promise.resolve(answer(request, response)).catch((error: unknown) => {
      front.log.error({ err: error, path: request.url }, 'Answering failed');
      response.destroy();
    });
  };
}
