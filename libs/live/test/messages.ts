import type { LiveMessage, LiveSignal } from '../src/index.ts';

/** The message with this sequence. */
export function message(sequence: number, channel = 'comments:post_1'): LiveMessage {
  return { channel, sequence, type: 'CommentAdded', id: `comment_${sequence}` };
}

/** The messages with these sequences. */
export function messages(...sequences: number[]): LiveMessage[] {
  return sequences.map((sequence) => message(sequence));
}

/** The next `count` things a watcher sees: sequences, and the reasons of gaps. */
export async function seen(signals: AsyncIterable<LiveSignal>, count: number): Promise<(number | string)[]> {
  const iterator = signals[Symbol.asyncIterator]();
  const result: (number | string)[] = [];
  while (result.length < count) {
    const { done, value } = await iterator.next();
    if (done) throw new Error(`the watch ended after ${JSON.stringify(result)}`);
    result.push(value.kind === 'gap' ? value.reason : value.message.sequence);
  }
  return result;
}
