import type { StreamFormat } from './stream-format.ts';

const next = { before: Buffer.from('event: next\ndata: '), after: Buffer.from('\n\n') };
const comment = Buffer.from(':\n\n');

/**
 * One operation's answers as server-sent events (https://github.com/enisdenjo/graphql-sse, "Distinct connections
 * mode"). Comments keep the connection alive.
 */
export const eventStream: StreamFormat = {
  way: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  begin: comment,
  heartbeat: comment,
  end: Buffer.from('event: complete\ndata:\n\n'),
  answer: (answer) => answer.framed(next),
};
