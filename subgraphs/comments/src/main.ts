import { runSubgraph } from '@ursa/subgraph-kit';
import { comments } from './subgraph.ts';

await runSubgraph(comments);
