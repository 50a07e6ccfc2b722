import { runSubgraph } from '@ursa/subgraph-kit';
import { media } from './subgraph.ts';

await runSubgraph(media);
