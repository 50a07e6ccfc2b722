import type { Standing } from './standing.ts';

/** Whom an author shows a thing to; a private account's PUBLIC things reach its followers only. */
export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';

/** Whom a group shows its posts to: everybody, or its members; a SECRET one does not even exist for others. */
export type GroupPrivacy = 'PUBLIC' | 'PRIVATE' | 'SECRET';

/** Whether somebody of this standing towards the author may read a thing of this visibility. */
export function mayRead(standing: Standing, visibility: Visibility): boolean {
  if (standing.self) return true;
  if (!standing.visible || visibility === 'PRIVATE') return false;
  return standing.follows || (visibility === 'PUBLIC' && !standing.isPrivate);
}
