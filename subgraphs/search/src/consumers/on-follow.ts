import { UserFollowed, UserUnfollowed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepEngagement } from '../domain/keep-engagement.ts';

export const onUserFollowed = consumer(UserFollowed, ({ payload, sequence }, { tx }) =>
  keepEngagement(tx, { subjectId: payload.followedId, actorId: payload.followerId, weight: 1, sequence }),
);

export const onUserUnfollowed = consumer(UserUnfollowed, ({ payload, sequence }, { tx }) =>
  keepEngagement(tx, { subjectId: payload.followedId, actorId: payload.followerId, weight: 0, sequence }),
);
