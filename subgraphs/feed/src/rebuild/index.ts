import { audienceRebuild, muteRebuild } from '@ursa/audience';
import {
  CommentAdded,
  GroupMemberJoined,
  PostCreated,
  PostReposted,
  Reacted,
  UserFollowed,
} from '@ursa/events/contracts';
import type { Rebuild } from '@ursa/outbox';
import { consumer, eachStretch } from '@ursa/outbox';
import { fillTimelines } from './fill-timelines.ts';
import { forgetUntold } from './forget-untold.ts';
import { setSourcesRight } from './set-sources-right.ts';
import { addPoints, tellPost, tellRepost, tellSubscription } from './told.ts';

/**
 * All that feeds are made of, told again. What is told is only kept, without a word to who watches; what follows from
 * it, timelines last, is set right at the end. Points are added up from nothing: one that comes meanwhile may be
 * counted twice or not.
 */
export const rebuild: Rebuild = {
  takes: [
    ...audienceRebuild.takes,
    ...muteRebuild.takes,
    consumer(PostCreated, (event, { tx }) => tellPost(tx, event)),
    consumer(PostReposted, (event, { tx }) => tellRepost(tx, event)),
    consumer(Reacted, ({ payload }, { tx }) => addPoints(tx, payload.postId, 1)),
    consumer(CommentAdded, ({ payload }, { tx }) => addPoints(tx, payload.postId, 2)),
    consumer(UserFollowed, ({ payload: { followedId, followerId }, sequence }, { tx }) =>
      tellSubscription(tx, { source: followedId, subscriberId: followerId, sequence }),
    ),
    consumer(GroupMemberJoined, ({ payload: { groupId, userId }, sequence }, { tx }) =>
      tellSubscription(tx, { source: groupId, subscriberId: userId, sequence }),
    ),
  ],
  tables: [
    ...audienceRebuild.tables,
    ...muteRebuild.tables,
    { name: 'posts' },
    { name: 'reposts' },
    { name: 'subscribers' },
  ],
  begin: (db) => eachStretch(db, 'engagement', 'update engagement set points = 0 where points <> 0'),
  async finish(db) {
    await setSourcesRight(db);
    await forgetUntold(db);
    await fillTimelines(db);
  },
};
