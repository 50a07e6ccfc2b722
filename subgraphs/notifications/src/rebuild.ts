import { muteRebuild, postAudienceRebuild } from '@ursa/audience';
import type { Rebuild } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { forgetAllCounts } from './domain/unread-count.ts';

/** What decides who is told, and what of it they see; never what tells somebody. Unread ones are counted anew. */
export const rebuild: Rebuild = {
  takes: [...postAudienceRebuild.takes, ...muteRebuild.takes],
  tables: [...postAudienceRebuild.tables, ...muteRebuild.tables],
  finish: (db) => db.transaction((tx) => forgetAllCounts(tx, sql`true`)),
};
