import type { UserId } from '@ursa/ids';

/** A person as one viewer sees them. */
export interface Profile {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
  readonly bio: string | null;
  readonly website: string | null;
  readonly location: string | null;
  readonly isPrivate: boolean;
  readonly createdAt: Date;
  /** Without those hidden from the viewer; so is `followingCount`. */
  readonly followerCount: number;
  readonly followingCount: number;
  readonly isViewer: boolean;
  readonly isFollowingViewer: boolean;
  readonly isBlockingViewer: boolean;
  readonly viewerIsFollowing: boolean;
  readonly viewerHasRequestedFollow: boolean;
  readonly viewerIsBlocking: boolean;
  readonly viewerIsMuting: boolean;
}

/** Whether the person does not exist for the viewer. */
export function isHidden(profile: Profile): boolean {
  return profile.viewerIsBlocking || profile.isBlockingViewer;
}

/** Whether the viewer may read whom the person follows, and who follows them. */
export function mayReadLists(profile: Profile): boolean {
  return !isHidden(profile) && (!profile.isPrivate || profile.isViewer || profile.viewerIsFollowing);
}

/** What a blocker still sees of the blocked: whom the block is about, and nothing of their life. */
export function hollow(profile: Profile): Profile {
  return {
    ...profile,
    bio: null,
    website: null,
    location: null,
    isPrivate: false,
    followerCount: 0,
    followingCount: 0,
    isFollowingViewer: false,
    isBlockingViewer: false,
    viewerIsFollowing: false,
    viewerHasRequestedFollow: false,
    viewerIsMuting: false,
  };
}
