import { fromUuid } from '@ursa/ids';
import type pg from 'pg';
import { names } from './cast.ts';
import { withAdmin } from './world.ts';

/** An event in the outbox of its owner. */
export interface EmittedEvent {
  readonly id: string;
  readonly type: string;
  readonly owner: string;
  readonly aggregate: string;
  readonly sequence: number;
  readonly consumers: readonly string[];
  readonly payload: Readonly<Record<string, unknown>>;
  /** Everyone has it, and its watchers were told. */
  readonly done: boolean;
}

/** An effect at a consumer, in the order in which they happened there. */
export interface Effect {
  readonly consumer: string;
  readonly eventId: string;
  readonly owner: string;
  readonly aggregate: string;
  readonly sequence: number;
}

/** All that the oracle looks at. */
export interface Snapshot {
  readonly posts: readonly { id: string; body: string }[];
  readonly comments: readonly { id: string; body: string; sequence: number }[];
  readonly events: readonly EmittedEvent[];
  readonly effects: readonly Effect[];
  /** What each notification of a comment is about. */
  readonly notified: readonly string[];
  /** The posts that each consumer knows. */
  readonly known: Readonly<Record<'comments' | 'notifications', readonly string[]>>;
  /** The version of each aggregate, by owner and aggregate. */
  readonly versions: Readonly<Record<string, number>>;
  /** Events that an inbox accepted and did not handle, and those it gave up on. */
  readonly unhandled: number;
  /** Why. */
  readonly dead: readonly string[];
}

export function takeSnapshot(adminUrl: string): Promise<Snapshot> {
  return withAdmin(adminUrl, async (client) => {
    const all = <Row extends pg.QueryResultRow>(statement: string) => readAll<Row>(client, statement);
    const ofEach = <Row extends pg.QueryResultRow>(statement: (name: string) => string) =>
      all<Row>(names.map((name) => `(${statement(name)})`).join(' union all '));

    const posts = await all<{ id: string; body: string }>('select id, body from posts.posts');
    const comments = await all<{ id: string; body: string; sequence: number }>(
      'select id, body, sequence::int from comments.comments',
    );
    const events = await ofEach<EmittedEvent>(
      (name) => `select id, type, owner, aggregate, sequence::int, consumers, payload,
        published_at is not null and announced_at is not null as done from ${name}.outbox`,
    );
    const effects = await all<Effect>(
      `select consumer, "eventId", owner, aggregate, sequence from (${names
        .map(
          (
            name,
          ) => `select '${name}' as consumer, place, event_id as "eventId", owner, aggregate, sequence::int
          from ${name}.ledger`,
        )
        .join(' union all ')}) as ledger order by consumer, place`,
    );
    const notified = await all<{ subject_id: string }>(
      `select subject_id from notifications.notifications where kind = 'COMMENT'`,
    );
    const known = await all<{ consumer: 'comments' | 'notifications'; post_id: string }>(
      `select 'comments' as consumer, post_id from comments.post_audiences
       union all select 'notifications', post_id from notifications.post_audiences`,
    );
    const versions = await ofEach<{ key: string; sequence: number }>(
      (name) => `select '${name}:' || aggregate as key, sequence::int from ${name}.aggregates`,
    );
    const unhandled = await ofEach<{ why: string | null }>(
      (
        name,
      ) => `select case when dead_at is not null then '${name}: ' || event_id || ' after ' || attempts || ' attempts: '
        || coalesce(last_error, '') end as why from ${name}.inbox where handled_at is null`,
    );
    const knownTo = (consumer: string) =>
      known.filter((row) => row.consumer === consumer).map((row) => fromUuid('post', row.post_id));
    return {
      posts: posts.map((row) => ({ ...row, id: fromUuid('post', row.id) })),
      comments: comments.map((row) => ({ ...row, id: fromUuid('comment', row.id) })),
      events,
      effects,
      notified: notified.map((row) => row.subject_id),
      known: { comments: knownTo('comments'), notifications: knownTo('notifications') },
      versions: Object.fromEntries(versions.map(({ key, sequence }) => [key, sequence])),
      unhandled: unhandled.filter(({ why }) => why === null).length,
      dead: unhandled.flatMap(({ why }) => why ?? []),
    };
  });
}

async function readAll<Row extends pg.QueryResultRow>(client: pg.Client, statement: string): Promise<Row[]> {
  return (await client.query<Row>(statement)).rows;
}
