import type { AudienceContext } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import type { WrittenText } from '@ursa/text';
import { mayAttach } from './may-attach.ts';
import { mayPostIn } from './may-post-in.ts';
import type { PostContent } from './post-content.ts';
import { postText } from './post-text.ts';
import type { Eyes } from './quotable.ts';
import { quotable } from './quotable.ts';

/** A post that may be published as it stands. */
export interface PreparedPost extends Omit<PostContent, 'body'> {
  text: WrittenText;
  quotedAuthorId: UserId | null;
}

/** Looks at everything a post names as its author may: who is mentioned, the group, the media, what is quoted. */
export async function preparePost(
  { body, ...content }: PostContent,
  author: AudienceContext,
  eyes: Eyes,
): Promise<Outcome<PreparedPost>> {
  const text = await postText(body, author);
  if (!text.ok) return text;
  const member = content.groupId === null ? done(null) : await mayPostIn(author, content.groupId);
  if (!member.ok) return member;
  const attached = await mayAttach(author, content.mediaIds);
  if (!attached.ok) return attached;
  const quoted = content.quotedPostId === null ? done(null) : await quotable(content.quotedPostId, eyes);
  if (!quoted.ok) return quoted;
  return done({ ...content, text: text.value, quotedAuthorId: quoted.value?.authorId ?? null });
}
