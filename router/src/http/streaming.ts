import type { IncomingMessage } from 'node:http';
import { OperationTypeNode } from 'graphql';
import { acceptedRanges } from './accept.ts';
import { eventStream } from './event-stream.ts';
import { multipartSubscription } from './multipart.ts';
import type { StreamFormat } from './stream-format.ts';

/** Whether the client may get anything but one answer in one piece. */
export function mayStream(request: IncomingMessage): boolean {
  const { accept = '' } = request.headers;
  return /text\/event-stream|multipart\/mixed/i.test(accept) || isStreamPath(request);
}

/**
 * The stream in which the client wants the answers to an operation of this kind; undefined: it wants one answer in one
 * piece. A subscription comes in the most welcome of the streams; anything else only when nothing is more welcome.
 */
export function streamFormat(
  request: IncomingMessage,
  kind: OperationTypeNode | undefined,
): StreamFormat | undefined {
  if (isStreamPath(request)) return eventStream;
  const subscribes = kind === OperationTypeNode.SUBSCRIPTION;
  for (const { type, parameters } of acceptedRanges(request.headers.accept)) {
    if (type === 'text/event-stream') return eventStream;
    if (subscribes && type === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0')
      return multipartSubscription;
    if (!subscribes && (type.startsWith('application/') || type === '*/*')) return undefined;
  }
  return undefined;
}

function isStreamPath({ url = '' }: IncomingMessage): boolean {
  return url.split('?', 1)[0] === '/graphql/stream';
}
