import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { Owner } from '../owner-of.ts';
import { ownerOf } from '../owner-of.ts';

/** As much as this subgraph knows of a thing; its owner fills in the rest. */
export interface FoundNode {
  readonly __typename: Owner['typename'];
  readonly id: string;
}

/** A thing, or why its owner could not be asked: GraphQL throws the error where it stands. */
export type Answer = FoundNode | Error;

/**
 * The thing with an id, or null for all that the viewer cannot tell from nothing: malformed, missing, hidden.
 * One question per type, to its owner; an owner that does not answer fails its own ids and no others.
 */
export function nodeById({ ask }: Pick<RequestContext, 'ask'>) {
  return new DataLoader<string, FoundNode | null>(async (ids) => {
    const byOwner = Map.groupBy(ids, ownerOf);
    const answers = new Map<string, Answer | null>();
    const questions = [...byOwner].map(async ([owner, owned]) => {
      for (const [index, answer] of (await answersOf(owner, owned)).entries()) {
        answers.set(owned[index] as string, answer);
      }
    });
    await Promise.all(questions);
    return ids.map((id) => answers.get(id) ?? null);
  });

  async function answersOf(owner: Owner | undefined, ids: readonly string[]): Promise<(Answer | null)[]> {
    if (owner === undefined) return [];
    const { typename, subgraph } = owner;
    try {
      const found = await ask<{ id: string }>(subgraph, { typename, ids, selection: 'id' });
      return found.map((entity) => entity && { __typename: typename, id: entity.id });
    } catch (error) {
      return ids.map(() => error as Error);
    }
  }
}
