import type { AudienceLoaders } from '@ursa/audience';
import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, eq } from 'drizzle-orm';
import type { MediaRow } from '../tables/index.ts';
import { avatars, media } from '../tables/index.ts';

/** The picture of a person who exists for the viewer; null if there is none. */
export function avatarOf({ db }: RequestContext, { visible }: AudienceLoaders) {
  return new DataLoader<UserId, MediaRow | null>(async (ids) => {
    const rows = await db
      .select({ userId: avatars.userId, media })
      .from(avatars)
      .innerJoin(media, and(eq(media.id, avatars.mediaId), eq(media.status, 'READY')))
      .where(anyOf(avatars.userId, ids));
    const seen = await Promise.all(rows.map(({ userId }) => visible.load(userId)));
    const found = new Map(rows.filter((_, at) => seen[at]).map((row) => [row.userId, row.media]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
