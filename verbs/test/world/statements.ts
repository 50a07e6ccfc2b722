import { recordStatements } from '@ursa/database';
import type { RunningSubgraph } from '@ursa/subgraph-kit';

/** The statements that operations cost, whoever sends them to the subgraphs; relays and pumps are not among them. */
export function countOperationStatements(subgraphs: Iterable<RunningSubgraph>) {
  const sent: string[] = [];
  for (const subgraph of subgraphs) {
    const execute = subgraph.execute.bind(subgraph);
    Object.assign(subgraph, {
      async execute(request: Parameters<typeof execute>[0]) {
        const { value, statements } = await recordStatements(() => execute(request));
        sent.push(...statements.map((statement) => `${subgraph.name}: ${statement}`));
        return value;
      },
    });
  }
  return {
    /** What was sent since the last look. */
    take: () => sent.splice(0),
  };
}
