import { PeerUnavailable } from '@ursa/subgraph-kit';

type Answers = readonly (Record<string, unknown> | null)[];

/** What profiles says for certain; nothing while it does not answer, so that nobody gets in because it is away. */
export async function certain(asked: Promise<Answers>): Promise<Answers> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PeerUnavailable) return [];
    throw error;
  }
}
