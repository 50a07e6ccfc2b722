import type { AudienceLoaders, Visibility } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import { visibility } from '../tables/index.ts';

/** The audiences the viewer belongs to among those a person publishes for; none for a person the viewer may not see. */
export async function authorAudiences({ reach }: AudienceLoaders, authorId: UserId): Promise<Visibility[]> {
  const seen = await Promise.all(
    visibility.enumValues.map((value) => reach.load({ authorId, visibility: value })),
  );
  return visibility.enumValues.filter((_, at) => seen[at]);
}
