import type { MediaId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid, notFound } from '@ursa/outcome';
import type { Ask } from '@ursa/subgraph-kit';
import { idInput } from '@ursa/subgraph-kit';

const path = ['avatarMediaId'];

/** The picture somebody chose, if it is theirs and ready; media decides. Nothing chosen asks nobody. */
export async function checkAvatar(
  ask: Ask,
  raw: string | null | undefined,
): Promise<Outcome<MediaId | null | undefined>> {
  if (raw == null) return done(raw);
  const id = idInput('media', raw, path);
  if (!id.ok) return id;
  const question = { typename: 'Media', ids: [id.value], selection: 'purpose viewerCanAttach' } as const;
  const [media] = await ask<{ purpose: string; viewerCanAttach: boolean }>('media', question);
  if (!media?.viewerCanAttach) return failed(notFound('picture', path));
  // What is uploaded for posts is shown to who may see the post; a group's picture is for everybody.
  return media.purpose === 'AVATAR'
    ? id
    : failed(invalid(path, 'This must be an image with purpose AVATAR.'));
}
