import type { NewEvent } from '@ursa/events';
import { FollowRequestClosed, UserFollowed, UserUnfollowed } from '@ursa/events/contracts';
import type { FollowEdge } from './follow-edges.ts';

/** These follows have begun; `approved`: each was asked for and accepted. */
export function followed(edges: readonly FollowEdge[], { approved }: { approved: boolean }): NewEvent[] {
  return edges.map((edge) => UserFollowed.create(edge.followerId, { ...edge, approved }));
}

/** These follows have ended. */
export function unfollowed(edges: readonly FollowEdge[]): NewEvent[] {
  return edges.map((edge) => UserUnfollowed.create(edge.followerId, { ...edge }));
}

/** These requests are open no longer. */
export function requestsClosed(
  edges: readonly FollowEdge[],
  { accepted }: { accepted: boolean },
): NewEvent[] {
  return edges.map((edge) => FollowRequestClosed.create(edge.followerId, { ...edge, accepted }));
}
