import type { Outcome } from './handler.ts';

const mostWaiting = 10_000;

/** How long the broker's messages wait here for something else, before they are put aside for the pump. */
export function createPatience(putAsideMs: number) {
  const since = new Map<string, number>();

  return {
    /** Whether the broker may go on holding this event; false once it was tried for too long. */
    lasts(eventId: string, outcome: Outcome): boolean {
      const began = since.get(eventId) ?? performance.now();
      since.delete(eventId);
      if (typeof outcome !== 'object' || !outcome.waits) return true;
      if (performance.now() - began >= putAsideMs) return false;
      // Of those that another process was given meanwhile nobody here hears again.
      if (since.size >= mostWaiting) since.clear();
      since.set(eventId, began);
      return true;
    },
  };
}
