import { runSubgraph } from '@ursa/subgraph-kit';
import { profiles } from './subgraph.ts';

await runSubgraph(profiles);
