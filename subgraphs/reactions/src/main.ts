import { runSubgraph } from '@ursa/subgraph-kit';
import { reactions } from './subgraph.ts';

await runSubgraph(reactions);
