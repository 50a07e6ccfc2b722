import { runSubgraph } from '@ursa/subgraph-kit';
import { groups } from './subgraph.ts';

await runSubgraph(groups);
