import type { GroupRow } from '../tables/index.ts';
import type { GroupRole } from './permissions.ts';

/** A group, and how one viewer stands towards it. */
export interface GroupView extends GroupRow {
  /** Null: no member. */
  readonly viewerRole: GroupRole | null;
  readonly viewerHasRequestedToJoin: boolean;
  /** An invitation waits, and no block stands between the viewer and whoever sent it. */
  readonly viewerIsInvited: boolean;
  readonly viewerIsBanned: boolean;
}

/** THE rule of who may know of a group: everybody, but of a secret one only its members and those invited. */
export function isVisible({ privacy, viewerRole, viewerIsInvited }: GroupView): boolean {
  return privacy !== 'SECRET' || viewerRole !== null || viewerIsInvited;
}

/** THE rule of who may see what is in it: everybody where it is public, else its members. */
export function isReadable({ privacy, viewerRole }: GroupView): boolean {
  return privacy === 'PUBLIC' || viewerRole !== null;
}
