import type { GroupId } from '@ursa/ids';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { LoaderContext } from './loader-context.ts';

/** Whether the viewer moderates groups: groups says so; without its answer, no. */
export function moderates({ ask, viewer }: LoaderContext) {
  return new DataLoader<GroupId, boolean>(async (ids) => {
    if (viewer === null) return ids.map(() => false);
    const question = { typename: 'Group', ids, selection: 'viewerCanModerate', viewer } as const;
    const groups = await ask('groups', question).catch(orNothing);
    return ids.map((_, at) => groups[at]?.['viewerCanModerate'] === true);
  });
}

function orNothing(error: unknown): [] {
  if (error instanceof PeerUnavailable) return [];
  throw error;
}
