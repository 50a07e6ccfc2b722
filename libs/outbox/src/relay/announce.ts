import type { Database } from '@ursa/database';
import { statement } from '@ursa/database';
import { within } from '../within.ts';
import { alone } from './claim.ts';
import type { RelaySettings } from './settings.ts';

/** What the relay needs of a live adapter (see @ursa/live). */
export interface Announcer {
  announce(messages: readonly Announcement[]): Promise<void>;
}

export interface Announcement {
  /** `<owner>:<aggregate>` */
  readonly channel: string;
  readonly sequence: number;
  readonly type: string;
  readonly id: string;
}

interface Row {
  position: string;
  channel: string;
  sequence: string;
  type: string;
  id: string;
}

const unannounced = statement<Row>(
  'unannounced',
  `select position, owner || ':' || aggregate as channel, sequence, type, live_id as id
   from outbox where announced_at is null order by position limit $1`,
);

const mark = statement(
  'announced',
  'update outbox set announced_at = now() where position = any($1::bigint[])',
);

/**
 * Tells the live channel of new events, in order. Apart from publishing, so that watchers never wait for the broker.
 * True: there may be more.
 */
export async function announce(
  database: Database,
  live: Announcer,
  { batchSize, announceTimeoutMs, claimTimeoutMs }: RelaySettings,
): Promise<boolean> {
  const count = await alone(database, 'announce', claimTimeoutMs, async (tx) => {
    const rows = await unannounced(tx, batchSize);
    if (rows.length === 0) return 0;
    const messages = rows.map(({ channel, sequence, type, id }) => ({
      channel,
      sequence: Number(sequence),
      type,
      id,
    }));
    await within(announceTimeoutMs, 'the live channel did not answer', () => live.announce(messages));
    await mark(
      tx,
      rows.map(({ position }) => position),
    );
    return rows.length;
  });
  return count === batchSize;
}
