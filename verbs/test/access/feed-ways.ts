import { send } from '../world/person.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import type { Stage } from './random/stage.ts';
import { commonWord } from './random/stage.ts';
import type { Way } from './random/ways.ts';
import type { Looker, WayIn } from './ways-in.ts';
import { entity, mutation, node, nodes } from './ways-in.ts';

/** Every way to an item of somebody's feed. */
export const waysToFeedItem: readonly WayIn[] = [
  entity('feed', 'FeedItem', 'reason addedAt post { id } repostedBy { id }'),
  node,
  nodes,
  mutation('markFeedRead', 'viewer { id }', ({ id }) => ({ upTo: id })),
];

/** The way to a post, and to a person, that feed adds. */
export const showLessOfPost = mutation('showLess', 'viewer { id }', ({ id }) => ({ postId: id }));
export const showLessOfPerson = mutation('showLess', 'viewer { id }', ({ id }) => ({ userId: id }));

interface Page {
  nodes: readonly ({ id: string } | null)[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The ids of all pages. */
async function everyPage(read: (after: string | null) => Promise<Page | null>): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let after: string | null = null; ; ) {
    const page: Page | null = await read(after);
    for (const one of page?.nodes ?? []) if (one) ids.add(one.id);
    if (!page?.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
  }
}

const paging = 'nodes { id } pageInfo { hasNextPage endCursor }';

/** The posts in somebody's home feed. */
export const postsInFeed = ({ url }: TestSupergraph, looker: Looker | null) =>
  everyPage(async (after) => {
    const query = `query ($after: String) { viewer { feed(first: 100, after: $after) {
      nodes { post { id } } pageInfo { hasNextPage endCursor } } } }`;
    const { data } = await send(url, query, { after }, looker?.token);
    const feed = data.viewer?.feed;
    return feed && { ...feed, nodes: feed.nodes.map(({ post }: { post: { id: string } | null }) => post) };
  });

/** The posts that somebody can explore. */
export const exploredPosts = ({ url }: TestSupergraph, looker: Looker | null) =>
  everyPage(async (after) => {
    const query = `query ($after: String) { explore(first: 100, after: $after) { ${paging} } }`;
    return (await send(url, query, { after }, looker?.token)).data.explore;
  });

/** The posts that somebody finds under a tag, asked of feed as the router asks. */
export const postsWithTag = (world: TestSupergraph, looker: Looker | null, name: string) =>
  everyPage(async (after) => {
    const viewer = (looker?.id ?? null) as `user_${string}` | null;
    const passport = world.passports.issue({ audience: 'feed', viewer, session: null, address: null });
    const query = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) {
      ... on Tag { posts(first: 100, after: $after) { ${paging} } } } }`;
    const variables = { of: [{ __typename: 'Tag', name }], after };
    const running = world.subgraphs.get('feed');
    if (!running) throw new Error('feed does not run.');
    const { data } = await running.execute({ query, variables, passport, requestId: 'walk' });
    return (data as { _entities: [{ posts: Page }] })._entities[0].posts;
  });

const looking = (stage: Stage, viewer: string | null): Looker | null =>
  viewer === null ? null : { id: stage.id(viewer), token: stage.person(viewer).token };

/** What feed shows of posts; what stands in a feed or is explored is a choice, under a tag is everything. */
export const feedWays: readonly Way[] = [
  {
    name: 'Viewer.feed',
    kind: 'post',
    exact: false,
    look: (stage, viewer) => postsInFeed(stage.world, looking(stage, viewer)),
  },
  {
    name: 'explore',
    kind: 'post',
    exact: false,
    look: (stage, viewer) => exploredPosts(stage.world, looking(stage, viewer)),
  },
  {
    name: 'Tag.posts',
    kind: 'post',
    exact: true,
    look: (stage, viewer) => postsWithTag(stage.world, looking(stage, viewer), commonWord),
  },
];
