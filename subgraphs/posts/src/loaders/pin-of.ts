import { anyOf } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import DataLoader from 'dataloader';
import { pins } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** Which post people show first; whether the viewer may see it is another question. */
export function pinOf({ db }: LoaderContext) {
  return new DataLoader<UserId, PostId | null>(async (userIds) => {
    const rows = await db.select().from(pins).where(anyOf(pins.userId, userIds));
    const found = new Map(rows.map((row) => [row.userId, row.postId]));
    return userIds.map((id) => found.get(id) ?? null);
  });
}
