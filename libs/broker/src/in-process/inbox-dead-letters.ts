import type { DeadLetters } from '../dead-letters.ts';
import type { Inbox } from '../inbox.ts';

/** Most dead letters looked at in one call. */
const most = 10_000;

/** Dead letters that are nowhere but in the inbox. */
export function inboxDeadLetters(inbox: Inbox, wake: () => void): DeadLetters {
  const chosen = async (ids?: readonly string[]) => {
    const letters = await inbox.dead(most);
    return ids ? letters.filter(({ id }) => ids.includes(id)) : letters;
  };
  return {
    list: (limit = 100) => inbox.dead(limit),
    async replay(ids) {
      const events = (await chosen(ids)).flatMap(({ event }) => event ?? []);
      await inbox.revive(events);
      wake();
      return events.length;
    },
    async discard(ids) {
      const letters = await chosen(ids);
      await inbox.discard(letters.map(({ id }) => id));
      wake();
      return letters.length;
    },
  };
}
