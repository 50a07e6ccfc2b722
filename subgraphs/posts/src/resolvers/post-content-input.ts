import type { MediaId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { idInput } from '@ursa/subgraph-kit';
import { cleanText } from '@ursa/text';
import type { PostContent } from '../domain/post-content.ts';
import { pollInput } from './poll-input.ts';

type Given<T> = { [K in keyof T]?: T[K] | null | undefined };

/** The same as it comes in. */
export type PostContentInput = Given<
  Omit<PostContent, 'body' | 'groupId' | 'mediaIds' | 'quotedPostId'> & {
    groupId: string;
    mediaIds: readonly string[];
    quotedPostId: string;
  }
> & { body: string };

/** Reads it: every id well-formed, everything within its bounds; the text is cleaned where it is published. */
export function postContent(input: PostContentInput): Outcome<PostContent> {
  const groupId = input.groupId == null ? done(null) : idInput('group', input.groupId, ['groupId']);
  if (!groupId.ok) return groupId;
  const mediaIds = mediaInput(input.mediaIds ?? []);
  if (!mediaIds.ok) return mediaIds;
  const quotedPostId =
    input.quotedPostId == null ? done(null) : idInput('post', input.quotedPostId, ['quotedPostId']);
  if (!quotedPostId.ok) return quotedPostId;
  const contentWarning = input.contentWarning == null ? done(null) : warningInput(input.contentWarning, 1);
  if (!contentWarning.ok) return contentWarning;
  const poll = input.poll == null ? done(null) : pollInput(input.poll);
  if (!poll.ok) return poll;
  const visibility = input.visibility ?? 'PUBLIC';
  if (groupId.value !== null && visibility !== 'PUBLIC') return failed(groupDecides);
  return done({
    body: input.body,
    visibility,
    groupId: groupId.value,
    mediaIds: mediaIds.value,
    quotedPostId: quotedPostId.value,
    replyPolicy: input.replyPolicy ?? 'EVERYONE',
    contentWarning: contentWarning.value,
    isSensitive: input.isSensitive ?? false,
    poll: poll.value,
  });
}

export const groupDecides = invalid(['visibility'], 'In a group, the group decides who sees a post.');

/** At most 10 different media. */
export function mediaInput(raw: readonly string[]): Outcome<MediaId[]> {
  if (raw.length > 10) return failed(invalid(['mediaIds'], 'A post shows at most 10 media.'));
  const ids: MediaId[] = [];
  for (const [at, text] of raw.entries()) {
    const id = idInput('media', text, ['mediaIds', String(at)]);
    if (!id.ok) return id;
    if (ids.includes(id.value)) return failed(invalid(['mediaIds', String(at)], 'This is there already.'));
    ids.push(id.value);
  }
  return done(ids);
}

/** A content warning, up to 200 characters. */
export function warningInput(raw: string, min: 0 | 1): Outcome<string> {
  return cleanText(raw, { min, max: 200 }, ['contentWarning']);
}
