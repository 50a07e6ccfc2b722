import { runSubgraph } from '@ursa/subgraph-kit';
import { nodes } from './subgraph.ts';

await runSubgraph(nodes);
