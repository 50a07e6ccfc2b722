import type { UserId } from '@ursa/ids';

/**
 * What people tell of themselves, as it is cached: alike for every viewer, and nothing that decides about anything.
 * It survives JSON: `createdAt` is an ISO text.
 */
export interface ProfileFacts {
  readonly username: string;
  readonly displayName: string;
  readonly bio: string | null;
  readonly website: string | null;
  readonly location: string | null;
  readonly createdAt: string;
}

/** What lies between a viewer and a person. */
export interface Relation {
  readonly isViewer: boolean;
  readonly isFollowingViewer: boolean;
  readonly isBlockingViewer: boolean;
  readonly viewerIsFollowing: boolean;
  readonly viewerHasRequestedFollow: boolean;
  readonly viewerIsBlocking: boolean;
  readonly viewerIsMuting: boolean;
}

/** How many people follow a person, and are followed by them, without those hidden from the viewer. */
export interface FollowCounts {
  readonly followers: number;
  readonly following: number;
}

/** A person as one viewer sees them; how many follow, and whether they ask first, is read where it is wanted. */
export interface Profile extends Omit<ProfileFacts, 'createdAt'>, Relation {
  readonly id: UserId;
  readonly createdAt: Date;
}

/** What lies between nobody and anybody. */
export const stranger: Relation = {
  isViewer: false,
  isFollowingViewer: false,
  isBlockingViewer: false,
  viewerIsFollowing: false,
  viewerHasRequestedFollow: false,
  viewerIsBlocking: false,
  viewerIsMuting: false,
};

/** A person, of what is known of them and what lies between them and the viewer. */
export function profileOf(id: UserId, { createdAt, ...facts }: ProfileFacts, relation: Relation): Profile {
  return { ...relation, ...facts, id, createdAt: new Date(createdAt) };
}

/** Whether the person does not exist for the viewer. */
export function isHidden(relation: Relation): boolean {
  return relation.viewerIsBlocking || relation.isBlockingViewer;
}

/** Whether the viewer may read whom the person follows, and who follows them. */
export async function mayReadLists(relation: Relation, isPrivate: () => Promise<boolean>): Promise<boolean> {
  if (isHidden(relation)) return false;
  return relation.isViewer || relation.viewerIsFollowing || !(await isPrivate());
}

/** What a blocker still sees of the blocked: whom the block is about, and nothing of their life. */
export function hollow(profile: Profile): Profile {
  const { id, username, displayName, createdAt, isViewer } = profile;
  const empty = { bio: null, website: null, location: null };
  return { ...stranger, ...empty, id, username, displayName, createdAt, isViewer, viewerIsBlocking: true };
}
