import { runSubgraph } from '@ursa/subgraph-kit';
import { feed } from './subgraph.ts';

await runSubgraph(feed);
