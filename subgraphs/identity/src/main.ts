import { runSubgraph } from '@ursa/subgraph-kit';
import { identity } from './subgraph.ts';

await runSubgraph(identity);
