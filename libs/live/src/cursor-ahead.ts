/** A cursor lies beyond everything that ever happened: it was not taken from this channel. */
export class CursorAhead extends Error {
  override readonly name = 'CursorAhead';

  constructor(channel: string, after: number, head: number) {
    super(`Cursor ${after} of channel "${channel}" is ahead of its newest event, ${head}.`);
  }
}
