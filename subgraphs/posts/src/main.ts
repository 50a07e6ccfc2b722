import { runSubgraph } from '@ursa/subgraph-kit';
import { posts } from './subgraph.ts';

await runSubgraph(posts);
