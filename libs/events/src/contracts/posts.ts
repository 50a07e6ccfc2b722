import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';
import { postKeepers } from './keepers.ts';

const ofPosts = { version: 1, owner: 'posts', consumers: postKeepers, aggregate: 'post' } as const;

const published = z.strictObject({
  postId: idOf('post'),
  authorId: idOf('user'),
  visibility: z.enum(['PUBLIC', 'FOLLOWERS', 'PRIVATE']),
  groupId: idOf('group')
    .nullable()
    .default(null)
    .describe('the group it was published in, which decides who sees it'),
  mentionedIds: z.array(idOf('user')).max(50).describe('people mentioned here who were not mentioned before'),
  body: z
    .string()
    .max(10_000)
    .default('')
    .describe('in UTF-16 code units, of which a character has up to two'),
  tags: z.array(z.string()).max(50).default([]).describe('its hashtags: lower case, without #, each once'),
  mediaIds: z.array(idOf('media')).max(10).default([]).describe('what is shown with it, in order'),
  quotedPostId: idOf('post').nullable().default(null),
  quotedAuthorId: idOf('user').nullable().default(null),
  replyPolicy: z.enum(['EVERYONE', 'FOLLOWED', 'MENTIONED']).default('EVERYONE'),
  allMentionedIds: z.array(idOf('user')).max(50).default([]).describe('everybody it mentions now'),
});

/** A post is published. */
export const PostCreated = defineEvent({ ...ofPosts, name: 'PostCreated', payload: published });

/** A post's text, audience or settings changed. Carries the whole new state. */
export const PostEdited = defineEvent({
  ...ofPosts,
  name: 'PostEdited',
  live: (payload) => payload.postId,
  payload: published,
});

/** A post is gone, with everything that hangs on it. */
export const PostDeleted = defineEvent({
  ...ofPosts,
  consumers: [...postKeepers, 'groups'],
  name: 'PostDeleted',
  live: (payload) => payload.postId,
  payload: z.strictObject({ postId: idOf('post'), authorId: idOf('user') }),
});

// Reposts belong to the aggregate of who reposts: so a repost and its end stay in order.
const repost = {
  ...ofPosts,
  consumers: ['feed', 'notifications'],
  aggregate: 'user',
  payload: z.strictObject({ postId: idOf('post'), postAuthorId: idOf('user'), reposterId: idOf('user') }),
} as const;

/** Somebody shows a public post to their own followers. */
export const PostReposted = defineEvent({ ...repost, name: 'PostReposted' });

/** A repost is taken back. */
export const RepostUndone = defineEvent({ ...repost, name: 'RepostUndone' });

/** What a draft would show, after that changed; an empty list: nothing, or the draft is gone. Carries the whole new state. */
export const DraftMediaChanged = defineEvent({
  ...ofPosts,
  consumers: ['media'],
  aggregate: 'draft',
  name: 'DraftMediaChanged',
  payload: z.strictObject({
    draftId: idOf('draft'),
    mediaIds: z.array(idOf('media')).max(10).describe('what it would show'),
  }),
});

const tag = {
  ...ofPosts,
  consumers: [],
  aggregate: 'user',
  payload: z.strictObject({ userId: idOf('user'), tag: z.string() }),
} as const;

/** Somebody wants to see what is published under a tag. */
export const TagFollowed = defineEvent({ ...tag, name: 'TagFollowed' });

/** Somebody follows a tag no longer. */
export const TagUnfollowed = defineEvent({ ...tag, name: 'TagUnfollowed' });
