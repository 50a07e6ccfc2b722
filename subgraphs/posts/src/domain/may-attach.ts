import type { AudienceContext } from '@ursa/audience';
import type { MediaId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';

/**
 * Whether the viewer may show these media with a post: media, their owner, says so. Throws `PeerUnavailable` while it
 * does not answer.
 * @param known media that the post shows already, which nobody has to ask about
 */
export async function mayAttach(
  { ask, viewer }: Pick<AudienceContext, 'ask' | 'viewer'>,
  mediaIds: readonly MediaId[],
  known: readonly MediaId[] = [],
): Promise<Outcome<null>> {
  const asked = mediaIds.filter((id) => !known.includes(id));
  if (asked.length === 0) return done(null);
  const question = { typename: 'Media', ids: asked, selection: 'purpose viewerCanAttach', viewer } as const;
  const media = await ask<{ purpose: string; viewerCanAttach: boolean }>('media', question);
  // Everybody can see what was uploaded as somebody's picture: it is not for posts, which may be private.
  const refused = asked.findIndex((_, at) => !media[at]?.viewerCanAttach || media[at].purpose !== 'POST');
  const id = asked[refused];
  if (id === undefined) return done(null);
  const path = ['mediaIds', String(mediaIds.indexOf(id))];
  if (!media[refused]) return failed(notFound('media', path));
  return failed(
    forbidden('A post shows media that are its author’s own, uploaded for posts, and ready.', path),
  );
}
