import { anyOf } from '@ursa/database';
import type { Id } from '@ursa/ids';
import DataLoader from 'dataloader';
import { and, eq } from 'drizzle-orm';
import { tagId } from '../domain/tag-name.ts';
import type { TagRow } from '../tables/index.ts';
import { tagFollows, tags } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** Topics by their ids; null for one that nobody published under for everybody or follows. */
export function tagById({ db }: LoaderContext) {
  return new DataLoader<Id<'tag'>, TagRow | null>(async (ids) => {
    const rows = await db.select().from(tags).where(anyOf(tags.id, ids));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** Topics by their names as they are kept: every name has one, so that it tells nothing of hidden posts. */
export function tagByName(byId: ReturnType<typeof tagById>) {
  return {
    async load(name: string): Promise<TagRow> {
      const id = tagId(name);
      return (await byId.load(id)) ?? { id, name, followerCount: 0 };
    },
  };
}

/** Whether the viewer follows topics, by name. */
export function followsTag({ db, viewer }: LoaderContext) {
  return new DataLoader<string, boolean>(async (names) => {
    if (viewer === null) return names.map(() => false);
    const mine = and(eq(tagFollows.userId, viewer), anyOf(tagFollows.name, names));
    const rows = await db.select({ name: tagFollows.name }).from(tagFollows).where(mine);
    const followed = new Set(rows.map(({ name }) => name));
    return names.map((name) => followed.has(name));
  });
}
