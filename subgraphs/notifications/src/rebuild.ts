import { postAudienceRebuild } from '@ursa/audience';
import type { Rebuild } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { onUserMuted } from './consumers/on-user-muted.ts';
import { forgetAllCounts } from './domain/unread-count.ts';

/** What decides who is told, and what of it they see; never what tells somebody. Unread ones are counted anew. */
export const rebuild: Rebuild = {
  takes: [...postAudienceRebuild.takes, onUserMuted],
  tables: [...postAudienceRebuild.tables, { name: 'mutes' }],
  finish: (db) => db.transaction((tx) => forgetAllCounts(tx, sql`true`)),
};
