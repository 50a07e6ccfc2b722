import type { LiveMessage } from '../live.ts';

/** A message as it travels: its channel is told by Redis. */
export function encodeMessage({ sequence, type, id }: LiveMessage): string {
  return JSON.stringify([sequence, type, id]);
}

/** The message in a payload; undefined when somebody else published it. */
export function decodeMessage(channel: string, payload: string): LiveMessage | undefined {
  const [sequence, type, id] = parseArray(payload);
  if (!Number.isSafeInteger(sequence) || typeof type !== 'string' || typeof id !== 'string') return undefined;
  return { channel, sequence: sequence as number, type, id };
}

function parseArray(payload: string): unknown[] {
  try {
    const value: unknown = JSON.parse(payload);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
