import type { EventEnvelope } from '@ursa/events';
import { AccountCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { PeerQuestion } from '@ursa/testkit/subgraph';
import { cacheIn, startTestSubgraph } from '@ursa/testkit/subgraph';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { profiles } from '../src/subgraph.ts';

/** An account as identity keeps it. */
export interface TestAccount {
  readonly id: UserId;
  username: string;
  displayName: string;
}

export type Person = TestAccount;
// biome-ignore lint/suspicious/noExplicitAny: whatever the query selected
export type Data = any;

export type ProfilesWorld = Awaited<ReturnType<typeof profilesWorld>>;

/**
 * Profiles on a database of its own, and an identity that knows the accounts a test opens.
 * @param options.cache where it caches; @default where the environment wants it
 */
export async function profilesWorld(
  environment: Record<string, string> = {},
  { cache, events = true }: { cache?: string; events?: boolean } = {},
) {
  const accounts: TestAccount[] = [];
  const questions: PeerQuestion[] = [];
  const identity = { away: false };
  const subgraph = await startTestSubgraph(profiles, {
    environment: { PROFILES_SETTLE_MS: '600000', ...cacheIn(cache), ...environment },
    events,
    peers: {
      identity(question) {
        questions.push(question);
        if (identity.away) throw new Error('identity is away');
        return question.representations.map(
          ({ id, username }) =>
            accounts.find((account) => account.id === id || account.username === username) ?? null,
        );
      },
    },
  });

  let nth = 0;
  /** Opens an account; profiles hears nothing of it yet. */
  function open(name = 'person'): TestAccount {
    nth += 1;
    const account = { id: newId('user'), username: `${name}_${nth}`, displayName: `${name} ${nth}` };
    accounts.push(account);
    return account;
  }

  async function run(viewer: Person | null, query: string, variables: Record<string, unknown> = {}) {
    return subgraph.execute({ viewer: viewer?.id ?? null, query, variables });
  }

  /** Runs an operation that has no errors. */
  async function ask(viewer: Person | null, query: string, variables: Record<string, unknown> = {}) {
    const { data, errors } = await run(viewer, query, variables);
    expect(errors).toBeUndefined();
    return data as Data;
  }

  return {
    ...subgraph,
    accounts,
    questions,
    identity,
    open,
    run,
    ask,

    /** Opens an account and lets profiles hear of it. */
    async join(name?: string, { isPrivate = false } = {}): Promise<Person> {
      const account = open(name);
      const { id: userId, username, displayName } = account;
      await subgraph.receive(AccountCreated.create(userId, { userId, username, displayName }));
      if (isPrivate)
        await ask(account, 'mutation { updateProfile(input: { isPrivate: true }) { user { id } } }');
      return account;
    },

    /** A mutation between the viewer and another person: its payload. */
    async act(viewer: Person | null, field: string, input: Record<string, unknown>): Promise<Data> {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { payload: ${field}(input: $input) {
        user { id username viewerIsFollowing viewerHasRequestedFollow viewerIsBlocking viewerIsMuting
          isFollowingViewer followerCount followingCount }
        errors { __typename message path } } }`;
      return (await ask(viewer, query, { input })).payload;
    },

    /** The events emitted while `work` ran, without what is not the same twice. */
    async emittedBy(work: () => Promise<unknown>) {
      const before = (await subgraph.emitted()).length;
      await work();
      return (await subgraph.emitted()).slice(before).map(({ type, aggregate, payload }: EventEnvelope) => ({
        type,
        aggregate,
        payload,
      }));
    },

    /** Fails unless every counter equals the rows it counts. */
    async expectExactCounts(): Promise<void> {
      const { rows } = await subgraph.db.execute(sql`
        select * from profiles
        where follower_count <> (select count(*) from follows where followed_id = profiles.user_id)
          or following_count <> (select count(*) from follows where follower_id = profiles.user_id)`);
      expect(rows).toEqual([]);
    },

    /** How many rows a table holds. */
    async rowsOf(table: string): Promise<number> {
      const { rows } = await subgraph.db.execute<{ n: number }>(
        sql`select count(*)::int as n from ${sql.identifier(table)}`,
      );
      return rows[0]?.n ?? 0;
    },
  };
}
