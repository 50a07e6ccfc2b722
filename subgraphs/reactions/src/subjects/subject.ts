import type { CommentId, PostId, UserId } from '@ursa/ids';
import type { Counts } from '../domain/kinds.ts';

/** What can be reacted to, by the prefix of its id. */
export type SubjectType = 'post' | 'comment';
export type SubjectId = PostId | CommentId;

/** A subject the viewer may see, as far as reacting goes. */
export interface ReactedTo {
  readonly type: SubjectType;
  readonly id: SubjectId;
  /** The post itself, or the post that it hangs on. */
  readonly postId: PostId;
  readonly authorId: UserId;
}

/** A viewer's reaction, as it is stored. */
export interface OwnReaction {
  readonly id: string;
  readonly kind: number;
  readonly createdAt: string;
}

/** A subject the viewer may see, and what they may know of the reactions to it. */
export interface SeenSubject extends ReactedTo {
  /** Without those of people hidden from the viewer. */
  readonly counts: Counts;
  /** The viewer's own. */
  readonly own: OwnReaction | null;
}

/** A subject as resolvers get it; `seen` is null where there is none, or none that the viewer may see. */
export interface Subject {
  readonly __typename: 'Post' | 'Comment';
  readonly id: SubjectId;
  readonly seen: SeenSubject | null;
}
