import type { GroupId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { AudienceContext } from './audience-context.ts';
import { certain } from './certain.ts';

/**
 * Whether the viewer may read what is published in a group: everybody in a PUBLIC one, members elsewhere. `projected`
 * is what events told; `open` asks groups where that is a *no*, and lets nobody in without its answer.
 */
export function groupLoaders(ctx: AudienceContext) {
  const projected = new DataLoader((ids: readonly GroupId[]) => readProjection(ctx, ids));
  const owned = new DataLoader((ids: readonly GroupId[]) => askOwner(ctx, ids));
  const open = new DataLoader((ids: readonly GroupId[]) =>
    Promise.all(ids.map(async (id) => (await projected.load(id)) || owned.load(id))),
  );
  return { projected, open };
}

async function readProjection({ viewer, db }: AudienceContext, ids: readonly GroupId[]): Promise<boolean[]> {
  const me = viewer === null ? null : toUuid(viewer);
  const { rows } = await db.execute<{ id: string }>(sql`
    select asked.id
    from unnest(${sql.param(ids.map(toUuid))}::uuid[]) as asked(id)
    where exists (select 1 from groups where group_id = asked.id and privacy = 'PUBLIC')
      or exists (select 1 from group_members where group_id = asked.id and user_id = ${me}::uuid and holds)
  `);
  const open = new Set(rows.map((row) => fromUuid('group', row.id)));
  return ids.map((id) => open.has(id));
}

async function askOwner(ctx: AudienceContext, ids: readonly GroupId[]): Promise<boolean[]> {
  const question = {
    typename: 'Group',
    representations: ids.map((id) => ({ id })),
    selection: 'viewerCanRead',
    viewer: ctx.viewer,
  } as const;
  const groups = await certain(ctx.ask('groups', question));
  return ids.map((_, at) => groups[at]?.['viewerCanRead'] === true);
}
