import { runSubgraph } from '@ursa/subgraph-kit';
import { search } from './subgraph.ts';

await runSubgraph(search);
