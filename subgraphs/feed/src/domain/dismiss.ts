import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';

/** Shows somebody less: of a post for good, of a person for 30 days. */
export async function dismiss(tx: Tx, viewer: UserId, subject: PostId | UserId): Promise<void> {
  const until = subject.startsWith('post_') ? sql`'infinity'` : sql`now() + interval '30 days'`;
  await tx.execute(sql`
    insert into dismissals (viewer_id, subject_id, until) values (${toUuid(viewer)}, ${toUuid(subject)}, ${until})
    on conflict (viewer_id, subject_id) do update set until = excluded.until`);
}
