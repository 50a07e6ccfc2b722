import type { Id, UserId } from '@ursa/ids';
import { retype } from '@ursa/ids';
import { connection, idPart, instant, keyOf, parsePage, text } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { ViewerResolvers } from '../generated/resolvers.ts';
import type { Kept } from '../loaders/bookmarks-of-viewer.ts';

const latestKept = keyOf(instant, idPart('post'));
const newestFirst = keyOf(idPart('draft'));
const byName = keyOf(text);

/** What is private is answered to the viewer themself alone. */
function self({ id }: { id: Id<'viewer'> }, viewer: UserId | null): UserId | null {
  return viewer !== null && retype(id, 'user') === viewer ? viewer : null;
}

export const Viewer: ViewerResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('viewer', id, 'id') }),
  async bookmarks(parent, args, { viewer, loaders }) {
    const me = self(parent, viewer);
    if (me === null) return null;
    const page = parsePage(args, { list: `bookmarks:${me}`, key: latestKept });
    const slice = await loaders.bookmarksOfViewer(me, page);
    const key = ({ row }: Kept) => [row.createdAt, row.postId] as const;
    return connection(slice, page, { key, node: ({ post }: Kept) => post });
  },
  async drafts(parent, args, { viewer, loaders }) {
    const me = self(parent, viewer);
    if (me === null) return null;
    const page = parsePage(args, { list: `drafts:${me}`, key: newestFirst });
    const slice = await loaders.draftsOfViewer.page(me, page);
    const totalCount = () => loaders.draftsOfViewer.count(me);
    return connection(slice, page, { key: (row) => [row.id], totalCount });
  },
  async followedTags(parent, args, { viewer, loaders }) {
    const me = self(parent, viewer);
    if (me === null) return null;
    const page = parsePage(args, { list: `followed tags:${me}`, key: byName });
    const { rows, more } = await loaders.tagsOfViewer(me, page);
    const tags = await Promise.all(rows.map(({ name }) => loaders.tagByName.load(name)));
    return connection({ rows: tags, more }, page, { key: ({ name }) => [name] });
  },
};
