import type { GroupId, UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { AudienceContext } from './audience-context.ts';
import { certain } from './certain.ts';
import { groupLoaders } from './group-access.ts';
import type { ProjectedStanding } from './projected-standing.ts';
import { standingColumns } from './projected-standing.ts';
import type { Visibility } from './visibility.ts';
import { mayRead } from './visibility.ts';

/** How the viewer stands towards a person. */
export interface Standing {
  /** The person exists for the viewer: there is such a person, and neither blocks the other. */
  readonly visible: boolean;
  /** The viewer follows the person. */
  readonly follows: boolean;
  /** The person's account is private. */
  readonly isPrivate: boolean;
  /** The person is the viewer. */
  readonly self: boolean;
}

/** A thing to read: whose it is, and whom they show it to. */
export interface Reach {
  readonly authorId: UserId;
  readonly visibility: Visibility;
  /** The group it was published in: its members see it whatever the author's account is like. */
  readonly groupId?: GroupId | null;
}

/** The loaders of one request, or of one event of a subscription: their answers are not refreshed. */
export interface AudienceLoaders {
  /**
   * How the viewer stands towards a person. `follows` is exact where it decides about PUBLIC things, that is
   * for private accounts; for FOLLOWERS things load `reach`.
   */
  readonly standing: DataLoader<UserId, Standing>;
  /** Whether the viewer may read a thing of this author and visibility. */
  readonly reach: DataLoader<Reach, boolean, string>;
  /** Whether the projection alone grants that; if not, the owner of the thing has the last word. */
  readonly granted: (thing: Reach) => Promise<boolean>;
  /** Whether the person exists for the viewer: all that a thing shown to others already asks of its author. */
  readonly visible: DataLoader<UserId, boolean>;
  /** Whether the viewer may read what is published in a group. */
  readonly groupOpen: DataLoader<GroupId, boolean>;
  /** Takes over what a statement has read along of the projection (`standingColumns`): nobody reads it again. */
  readonly take: (thing: Pick<Reach, 'authorId' | 'groupId'>, standing: ProjectedStanding) => void;
}

const nobody: Standing = { visible: false, follows: false, isPrivate: true, self: false };

/** Makes the loaders. One statement answers a batch, and at most one ask settles what it could not. */
export function audienceLoaders(ctx: AudienceContext): AudienceLoaders {
  const projected = new DataLoader((ids: readonly UserId[]) => readProjection(ctx, ids));
  const owned = new DataLoader((ids: readonly UserId[]) => askOwner(ctx, ids));
  const groups = groupLoaders(ctx);

  const settle = async (authorId: UserId, enough: (standing: Standing) => boolean): Promise<Standing> => {
    const standing = await projected.load(authorId);
    return standing.self || enough(standing) ? standing : owned.load(authorId);
  };
  const standing = new DataLoader((ids: readonly UserId[]) =>
    Promise.all(ids.map((id) => settle(id, (found) => mayRead(found, 'PUBLIC')))),
  );
  const reach = new DataLoader(
    (keys: readonly Reach[]) =>
      Promise.all(
        keys.map(async ({ authorId, visibility, groupId }) => {
          if (groupId) {
            const [{ visible, self }, open] = await Promise.all([
              settle(authorId, (found) => found.visible),
              groups.open.load(groupId),
            ]);
            return self || (visible && open);
          }
          // What is PRIVATE no standing opens: nothing to ask.
          const enough = (found: Standing) => visibility === 'PRIVATE' || mayRead(found, visibility);
          return mayRead(await settle(authorId, enough), visibility);
        }),
      ),
    { cacheKeyFn: ({ authorId, visibility, groupId }) => `${visibility} ${authorId} ${groupId ?? ''}` },
  );
  const granted = async ({ authorId, visibility, groupId }: Reach) => {
    if (!groupId) return mayRead(await projected.load(authorId), visibility);
    const [{ visible, self }, open] = await Promise.all([
      projected.load(authorId),
      groups.projected.load(groupId),
    ]);
    return self || (visible && open);
  };
  const visible = new DataLoader((ids: readonly UserId[]) =>
    Promise.all(ids.map(async (id) => (await settle(id, (found) => found.visible)).visible)),
  );
  const take: AudienceLoaders['take'] = ({ authorId, groupId }, row) => {
    projected.prime(authorId, standingIn(row, authorId === ctx.viewer));
    if (groupId) groups.projected.prime(groupId, row.group_open);
  };
  return { standing, reach, granted, visible, groupOpen: groups.open, take };
}

/** The standing loader alone. */
export function standingLoader(ctx: AudienceContext): DataLoader<UserId, Standing> {
  return audienceLoaders(ctx).standing;
}

async function readProjection(ctx: AudienceContext, ids: readonly UserId[]): Promise<Standing[]> {
  const { rows } = await ctx.db.execute<{ id: string } & Omit<ProjectedStanding, 'group_open'>>(sql`
    select asked.id, ${standingColumns(ctx.viewer, { authorId: sql`asked.id` })}
    from unnest(${sql.param(ids.map(toUuid))}::uuid[]) as asked(id)
  `);
  const found = new Map(rows.map((row) => [fromUuid('user', row.id), row]));
  return ids.map((id) => {
    const self = id === ctx.viewer;
    const row = found.get(id);
    return row ? standingIn(row, self) : { ...nobody, self };
  });
}

function standingIn(row: Omit<ProjectedStanding, 'group_open'>, self: boolean): Standing {
  const { is_private, follows, blocked } = row;
  return { visible: self || (is_private !== null && !blocked), follows, isPrivate: is_private ?? true, self };
}

async function askOwner(ctx: AudienceContext, ids: readonly UserId[]): Promise<Standing[]> {
  const question = {
    typename: 'User',
    representations: ids.map((id) => ({ id })),
    selection: 'isPrivate viewerIsFollowing',
    viewer: ctx.viewer,
  } as const;
  const users = await certain(ctx.ask('profiles', question));
  return ids.map((_, at) => {
    const user = users[at];
    if (!user) return nobody;
    return {
      visible: true,
      follows: user['viewerIsFollowing'] === true,
      isPrivate: user['isPrivate'] !== false,
      self: false,
    };
  });
}
