import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Experiment } from './experiment.ts';
import { runExperiment } from './experiment.ts';
import type { Sent, Verdict } from './oracle.ts';
import { judge } from './oracle.ts';
import { ownRabbit } from './own-rabbit.ts';
import type { EmittedEvent, Snapshot } from './snapshot.ts';
import type { World } from './world.ts';
import { prepareWorlds } from './world.ts';

const sent: Sent[] = [
  { kind: 'post', body: 'post 1', outcome: 'acknowledged' },
  { kind: 'comment', body: 'comment 2', outcome: 'acknowledged' },
  { kind: 'comment', body: 'comment 3', outcome: 'unknown' },
  { kind: 'comment', body: 'comment 4', outcome: 'unknown' },
  { kind: 'comment', body: 'comment 5', outcome: 'refused' },
];

const event = { done: true, aggregate: 'post_1' };
const created = {
  ...event,
  id: 'e1',
  type: 'PostCreated',
  owner: 'posts',
  sequence: 1,
  consumers: ['comments', 'notifications'],
  payload: { postId: 'post_1' },
};
const added = (nth: number) => ({
  ...event,
  id: `e${nth + 1}`,
  type: 'CommentAdded',
  owner: 'comments',
  sequence: nth,
  consumers: ['notifications'],
  payload: { commentId: `comment_${nth}` },
});
const effect = (consumer: string, { id, owner, aggregate, sequence }: EmittedEvent) => ({
  consumer,
  eventId: id,
  owner,
  aggregate,
  sequence,
});

const post = { id: 'post_1', body: 'post 1' };
const first = { id: 'comment_1', body: 'comment 2', sequence: 1 };
const second = { id: 'comment_2', body: 'comment 3', sequence: 2 };
const [known, informed, told, toldAgain] = [
  effect('comments', created),
  effect('notifications', created),
  effect('notifications', added(1)),
  effect('notifications', added(2)),
];

/** A post and two comments; of two mutations whose answer is unknown one took effect. */
const sound: Snapshot = {
  posts: [post],
  comments: [first, second],
  events: [created, added(1), added(2)],
  effects: [known, informed, told, toldAgain],
  notified: ['comment_1', 'comment_2'],
  known: { comments: ['post_1'], notifications: ['post_1'] },
  versions: { 'posts:post_1': 1, 'comments:post_1': 2 },
  unhandled: 0,
  dead: [],
};

const { events, effects } = sound;
const faults: [string, keyof Verdict, Partial<Snapshot>][] = [
  ['an acknowledged mutation without a row', 'mutations', { comments: [second] }],
  ['a mutation with two rows', 'mutations', { comments: [first, { ...first, id: 'comment_3' }, second] }],
  ['a row that was refused', 'mutations', { comments: [{ ...first, body: 'comment 5' }, second] }],
  ['a row that nobody sent', 'mutations', { posts: [post, { id: 'post_2', body: 'post 2' }] }],
  ['a row without an event', 'lost', { events: [created, added(1)] }],
  ['a row with two events', 'lost', { events: [...events, { ...added(2), id: 'e4', sequence: 3 }] }],
  ['an event that a consumer never had', 'lost', { effects: [known, informed, told] }],
  ['a comment of which nobody was notified', 'lost', { notified: ['comment_1'] }],
  ['a post that a consumer does not know', 'lost', { known: { comments: [], notifications: ['post_1'] } }],
  ['an effect that happened twice', 'duplicated', { effects: [...effects, toldAgain] }],
  ['an effect of no event', 'unexpected', { effects: [...effects, { ...told, eventId: 'e9' }] }],
  [
    'an effect at one who does not take it',
    'unexpected',
    { effects: [...effects, effect('posts', added(1))] },
  ],
  ['a gap in a sequence', 'disorder', { events: [created, added(1), { ...added(2), sequence: 3 }] }],
  ['a version without its event', 'disorder', { versions: { 'posts:post_1': 1, 'comments:post_1': 3 } }],
  ['effects out of turn', 'disorder', { effects: [known, informed, toldAgain, told] }],
  ['an event still in its outbox', 'left', { events: [created, added(1), { ...added(2), done: false }] }],
  ['an event not handled', 'left', { unhandled: 1 }],
  ['a dead letter', 'left', { dead: ['poison'] }],
];

const none = { mutations: [], lost: [], duplicated: [], unexpected: [], disorder: [], left: [] };

describe('the oracle', () => {
  test('finds nothing where all is well', () => {
    expect(judge(sent, sound)).toEqual({ ...none, acknowledged: 2, unknown: 2, rows: 3, effects: 4 });
  });

  test.each(faults)('sees %s', (_, where, fault) => {
    expect(judge(sent, { ...sound, ...fault })[where]).not.toEqual([]);
  });
});

describe('a broken system is found out', () => {
  const rabbit = ownRabbit();
  let open: () => Promise<World>;
  beforeAll(async () => {
    open = await prepareWorlds(resolve(import.meta.dirname, '..', '..', '..'));
  });
  const run = async (experiment: Pick<Experiment, 'failpoint' | 'rabbit' | 'sabotage'>) =>
    runExperiment({ ...experiment, rounds: 3, patienceMs: 3_000 }, await open());

  test.runIf(rabbit)('an inbox that forgets what it has handled', { timeout: 60_000 }, async () => {
    const sabotage = `
      create function forget() returns trigger language plpgsql security definer as $$ begin
        delete from notifications.inbox where event_id = new.event_id;
        return null;
      end $$;
      create trigger forget after insert or update on notifications.inbox
        for each row when (new.handled_at is not null) execute function forget()`;
    const { duplicated, lost } = await run({
      failpoint: 'consumer.after-commit-before-ack',
      rabbit,
      sabotage,
    });
    expect(duplicated).not.toEqual([]);
    expect(lost).toEqual([]);
  });

  test('an outbox that takes events for published', { timeout: 60_000 }, async () => {
    const sabotage = `
      create function believe() returns trigger language plpgsql as $$ begin
        if new.position % 2 = 0 then new.published_at = now(); end if;
        return new;
      end $$;
      create trigger believe before insert on comments.outbox for each row execute function believe();
      create trigger believe before insert on posts.outbox for each row execute function believe()`;
    const { duplicated, lost } = await run({ failpoint: 'mutation.after-commit', rabbit: null, sabotage });
    expect(lost).not.toEqual([]);
    expect(duplicated).toEqual([]);
  });
});
