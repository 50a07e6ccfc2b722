import type { MediaId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
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
  const question = { typename: 'Media', ids: [id.value], selection: 'viewerCanAttach' } as const;
  const [media] = await ask<{ viewerCanAttach: boolean }>('media', question);
  return media?.viewerCanAttach ? id : failed(notFound('picture', path));
}
