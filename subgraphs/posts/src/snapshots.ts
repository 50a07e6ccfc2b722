import { PostCreated } from '@ursa/events/contracts';
import { tableSnapshot } from '@ursa/outbox';
import { publishedState } from './domain/published-state.ts';
import { posts } from './tables/index.ts';

/** What others keep of posts: told again to a subgraph that lost it. Nobody is mentioned anew. */
export const snapshots = [
  tableSnapshot({
    tells: PostCreated,
    from: posts,
    key: ['id'],
    event: (post) => PostCreated.create(post.id, publishedState(post, [])),
  }),
];
