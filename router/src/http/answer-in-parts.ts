import type { ServerResponse } from 'node:http';
import { Delivery } from '../engine/delivery.ts';
import type { Front } from '../front.ts';
import { answerForClient, statusOf } from '../request/errors.ts';
import type { Run } from '../streams/run-operation.ts';
import { HttpStream } from './http-stream.ts';
import type { IncrementalFormat } from './incremental.ts';
import { reply } from './reply.ts';

/** Answers a query or a mutation with `@defer` in parts; in one piece when nothing is deferred in the end. */
export async function answerInParts(
  { document, params, scope }: Omit<Run, 'way'>,
  format: IncrementalFormat,
  response: ServerResponse,
  front: Front,
): Promise<void> {
  const startedAt = performance.now();
  const done = front.inFlight.begin();
  const { operationName, variables } = params;
  try {
    const answer = await front.engine.executeInParts({ document, operationName, variables }, scope);
    if (scope.cookies.length > 0) response.setHeader('set-cookie', scope.cookies);
    if (!('rest' in answer)) {
      const status = statusOf(answer.errors ?? []) ?? 200;
      reply(response, status, 'application/json; charset=utf-8', JSON.stringify(answerForClient(answer)));
      return;
    }
    const stream = new HttpStream(response, format.stream, front.settings.streams);
    stream.take(payload(format.first(answer)));
    for await (const chunk of answer.rest) {
      if (scope.signal.aborted) return;
      const next = format.next(chunk);
      if (next !== undefined) stream.take(payload(next));
      while (!stream.hasRoom && !scope.signal.aborted) await new Promise<void>((wake) => stream.onRoom(wake));
    }
    stream.complete();
  } finally {
    done();
    const status = scope.signal.aborted ? 'cut off' : response.statusCode;
    front.observations.ended({ way: 'multipart', scope, status, startedAt });
  }
}

function payload(value: object): Delivery {
  return new Delivery({}, Buffer.from(JSON.stringify(value)));
}
