import type { Channel, GetMessage } from 'amqplib';
import type { Consumer } from '../broker.ts';
import type { DeadLetter, DeadLetters } from '../dead-letters.ts';
import { onChannel } from './channels.ts';
import type { Connection } from './connection.ts';
import { read } from './message.ts';

/** Most dead letters looked at in one call; they are all in memory for a moment. */
const most = 10_000;

/**
 * The queue says which messages were given up on, the inbox why. Replaying hands them to the inbox and takes them out
 * of the queue, in this order: cut short, a message is in both, and handled once.
 */
export function rabbitDeadLetters(
  connection: Connection,
  queue: string,
  { inbox }: Pick<Consumer, 'inbox'>,
): DeadLetters {
  /** Looks at each message; those that `take` accepts leave the queue, the others return to their places. */
  function visit(limit: number, take: (message: GetMessage) => Promise<boolean>): Promise<number> {
    return onChannel(connection, async (channel: Channel) => {
      let taken = 0;
      for (let seen = 0; seen < limit; seen += 1) {
        const message = await channel.get(queue);
        if (!message) break;
        if (!(await take(message))) continue;
        channel.ack(message);
        taken += 1;
      }
      return taken;
    });
  }

  return {
    async list(limit = 100) {
      const known = new Map((await inbox.dead(most)).map((letter) => [letter.id, letter]));
      const letters: DeadLetter[] = [];
      await visit(limit, async (message) => {
        const letter = letterOf(message);
        letters.push({ ...letter, ...known.get(letter.id) });
        return false;
      });
      return letters;
    },
    replay(ids) {
      return visit(most, async (message) => {
        const { id, event } = letterOf(message);
        if (!event || (ids && !ids.includes(id))) return false;
        await inbox.revive([event]);
        return true;
      });
    },
    async discard(ids) {
      await inbox.discard(ids.filter((id) => uuid.test(id)));
      return visit(most, async (message) => ids.includes(letterOf(message).id));
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function letterOf({ content, properties, fields }: GetMessage): DeadLetter {
  const event = read(content);
  const [death] = (properties.headers?.['x-death'] ?? []) as { reason?: string; time?: { value?: number } }[];
  const seconds = death?.time?.value;
  return {
    id: event?.id ?? String(properties.messageId ?? `unreadable-${fields.deliveryTag}`),
    event,
    reason: event ? `dead-lettered by RabbitMQ: ${death?.reason ?? 'unknown'}` : 'not readable as an event',
    attempts: 0,
    diedAt: seconds === undefined ? undefined : new Date(seconds * 1_000),
  };
}
