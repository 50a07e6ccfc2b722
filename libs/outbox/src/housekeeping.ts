import type { Log } from '@ursa/broker';
import { silentLog } from '@ursa/broker';
import type { Database } from '@ursa/database';
import { statement } from '@ursa/database';
import type { Loop } from './loop.ts';
import { startLoop } from './loop.ts';

/** How long what is done is remembered. */
export interface HousekeepingSettings {
  /** Published events can be replayed for so long. @default 7 days */
  keepPublishedMs: number;
  /** A copy of an event that arrives within this time is recognised. @default 30 days */
  keepHandledMs: number;
  /** Rest between two rounds. @default 10 minutes */
  everyMs: number;
  /** Most rows deleted by one statement. @default 1_000 */
  batchSize: number;
}

const dayMs = 24 * 60 * 60 * 1_000;

export const defaultHousekeepingSettings: HousekeepingSettings = {
  keepPublishedMs: 7 * dayMs,
  keepHandledMs: 30 * dayMs,
  everyMs: 10 * 60 * 1_000,
  batchSize: 1_000,
};

const forgetPublished = statement(
  'outbox-forget',
  `delete from outbox where position in (
     select position from outbox
     where published_at < now() - $1::float8 * interval '1 millisecond' and announced_at is not null
     order by position limit $2)
   returning 1`,
);

// Event ids are time-ordered, so the oldest are found at one end of the primary key.
const forgetHandled = statement(
  'inbox-forget',
  `delete from inbox where event_id in (
     select event_id from inbox where handled_at < now() - $1::float8 * interval '1 millisecond'
     order by event_id limit $2)
   returning 1`,
);

/** Forgets what was published and handled long ago, a bounded number of rows at a time. */
export function startHousekeeping(options: {
  database: Database;
  log?: Log;
  settings?: Partial<HousekeepingSettings>;
}): Loop {
  const { database, log = silentLog } = options;
  const { db, schema } = database;
  const settings = { ...defaultHousekeepingSettings, ...options.settings };
  return startLoop({
    pollMs: settings.everyMs,
    async run() {
      const published = await forgetPublished(db, settings.keepPublishedMs, settings.batchSize);
      const handled = await forgetHandled(db, settings.keepHandledMs, settings.batchSize);
      return published.length === settings.batchSize || handled.length === settings.batchSize;
    },
    onError: (error) => log.warn({ err: error, schema }, 'housekeeping failed, tries again'),
  });
}
