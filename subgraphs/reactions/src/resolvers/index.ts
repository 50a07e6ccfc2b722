import { Comment } from './Comment.ts';
import { react } from './Mutation/react.ts';
import { unreact } from './Mutation/unreact.ts';
import { Post } from './Post.ts';
import { reaction } from './Query/reaction.ts';
import { Reaction } from './Reaction.ts';
import { ReactionSubject } from './ReactionSubject.ts';
import { ReactPayload } from './ReactPayload.ts';
import { reactionsChanged } from './Subscription/reactions-changed.ts';

export const resolvers = {
  Query: { reaction },
  Mutation: { react, unreact },
  Subscription: { reactionsChanged },
  Comment,
  Post,
  Reaction,
  ReactionSubject,
  ReactPayload,
};
