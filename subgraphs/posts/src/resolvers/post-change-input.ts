import type { AudienceContext } from '@ursa/audience';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import type { PostChange } from '../domain/edit-post.ts';
import { mayAttach } from '../domain/may-attach.ts';
import { postText } from '../domain/post-text.ts';
import type { PostRow } from '../tables/index.ts';
import type { PostContentInput } from './post-content-input.ts';
import { groupDecides, mediaInput, warningInput } from './post-content-input.ts';

/** What may be changed of a post, as it comes in; what is left out stays. */
export type PostChangeInput = Partial<
  Pick<PostContentInput, 'visibility' | 'mediaIds' | 'replyPolicy' | 'contentWarning' | 'isSensitive'>
> & { body?: string | null | undefined };

/** Reads the change, and asks about what it names anew. */
export async function postChange(
  input: PostChangeInput,
  post: PostRow,
  author: AudienceContext,
): Promise<Outcome<PostChange>> {
  const visibility = input.visibility ?? post.visibility;
  if (post.groupId !== null && visibility !== 'PUBLIC') return failed(groupDecides);
  const mediaIds = input.mediaIds == null ? done(post.mediaIds) : mediaInput(input.mediaIds);
  if (!mediaIds.ok) return mediaIds;
  const warning = input.contentWarning == null ? done(post.contentWarning) : emptiable(input.contentWarning);
  if (!warning.ok) return warning;
  const text = input.body == null ? done(undefined) : await postText(input.body, author);
  if (!text.ok) return text;
  const attached = await mayAttach(author, mediaIds.value, post.mediaIds);
  if (!attached.ok) return attached;
  return done({
    text: text.value,
    visibility,
    mediaIds: mediaIds.value,
    replyPolicy: input.replyPolicy ?? post.replyPolicy,
    contentWarning: warning.value,
    isSensitive: input.isSensitive ?? post.isSensitive,
  });
}

function emptiable(raw: string): Outcome<string | null> {
  const text = warningInput(raw, 0);
  return text.ok ? done(text.value || null) : text;
}
