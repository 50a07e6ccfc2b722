import { FeedItem } from './FeedItem.ts';
import { markFeedRead } from './Mutation/mark-feed-read.ts';
import { showLess } from './Mutation/show-less.ts';
import { explore } from './Query/explore.ts';
import { feedItemAdded } from './Subscription/feed-item-added.ts';
import { Tag } from './Tag.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Query: { explore },
  Mutation: { markFeedRead, showLess },
  Subscription: { feedItemAdded },
  FeedItem,
  Tag,
  Viewer,
};
