import type { AudienceContext } from '@ursa/audience';
import { audienceConsumers, audienceTables, postAudienceTable } from '@ursa/audience';
import type { NewEvent } from '@ursa/events';
import type { UserId } from '@ursa/ids';
import { testDatabase } from '@ursa/testkit';
import { pgSchema } from 'drizzle-orm/pg-core';

const schema = pgSchema('watcher');

const tables = { schema, ...audienceTables(schema), postAudiences: postAudienceTable(schema) };

type Question = Parameters<AudienceContext['ask']>[1] & { peer: string };

/** A subgraph that keeps the projections, and owners of people and posts that answer what a test says. */
export async function audienceWorld() {
  const database = await testDatabase({ name: 'watcher', tables });
  const asked: Question[] = [];
  let answer: (representation: Record<string, unknown>) => Record<string, unknown> | null = () => null;

  return {
    database,
    /** Every question that reached an owner, in order. */
    asked,
    /** What the owner says of each representation from now on; throwing is it being away. */
    ownerSays(say: typeof answer) {
      asked.length = 0;
      answer = say;
    },
    /** A request of this viewer. */
    as(viewer: UserId | null): AudienceContext {
      const ask = async (peer: string, question: Question) => {
        asked.push({ ...question, peer });
        const { ids = [], representations = ids.map((id) => ({ id })) } = question;
        return representations.map(answer);
      };
      return { viewer, db: database.db, ask: ask as AudienceContext['ask'] };
    },
    /** An event reaches the subgraph. */
    async deliver(event: NewEvent, sequence: number) {
      const { consumers: _, liveId: __, ...rest } = event;
      const taker = audienceConsumers.find(({ contract }) => contract.name === event.type);
      await database.db.transaction(async (tx) => {
        const signal = AbortSignal.timeout(10_000);
        await taker?.handle({ ...rest, sequence }, { tx, signal, log: console as never });
      });
    },
  };
}
