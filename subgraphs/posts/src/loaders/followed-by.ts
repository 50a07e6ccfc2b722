import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { LoaderContext } from './loader-context.ts';

/** Whether people follow the viewer: the projection's *yes*, else what profiles says; without its answer, no. */
export function followedBy({ db, viewer, ask }: LoaderContext) {
  return new DataLoader<UserId, boolean>(async (authorIds) => {
    if (viewer === null) return authorIds.map(() => false);
    const { rows } = await db.execute<{ follower_id: string }>(sql`
      select follower_id from follows
      where follower_id = any(${sql.param(authorIds.map(toUuid))}::uuid[]) and followed_id = ${toUuid(viewer)}::uuid
        and holds
    `);
    const followers = new Set(rows.map((row) => fromUuid('user', row.follower_id)));
    const open = authorIds.filter((id) => !followers.has(id));
    const question = { typename: 'User', ids: open, selection: 'isFollowingViewer', viewer } as const;
    const users = open.length === 0 ? [] : await ask('profiles', question).catch(orNothing);
    open.forEach((id, at) => {
      if (users[at]?.['isFollowingViewer'] === true) followers.add(id);
    });
    return authorIds.map((id) => followers.has(id));
  });
}

function orNothing(error: unknown): [] {
  if (error instanceof PeerUnavailable) return [];
  throw error;
}
