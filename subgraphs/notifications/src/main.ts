import { runSubgraph } from '@ursa/subgraph-kit';
import { notifications } from './subgraph.ts';

await runSubgraph(notifications);
