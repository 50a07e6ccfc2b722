import type { Id, UserId } from '@ursa/ids';
import { newId, retype } from '@ursa/ids';
import type { Ask } from '@ursa/subgraph-kit';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import { waitFor } from '@ursa/testkit';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { publishDue } from '../src/background.ts';
import type { DraftRow } from '../src/tables/index.ts';
import { drafts } from '../src/tables/index.ts';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  // Its own publisher rests: rounds are made when a test says so.
  world = await postsWorld({ SCHEDULED_POSTS_EVERY_MS: '86400000' });
});

const schedule = (viewer: UserId, draftId: string, publishAt: Date | null) =>
  world.mutate('schedulePost', { draftId, publishAt }, viewer, 'draft { id scheduledAt failure }');

async function draft(viewer: UserId, input: object = { body: 'Later' }): Promise<Id<'draft'>> {
  return (await world.mutate('saveDraft', input, viewer, 'draft { id }')).draft.id;
}

/** A draft whose time has come. */
async function due(viewer: UserId, input?: object): Promise<Id<'draft'>> {
  const id = await draft(viewer, input);
  const past = new Date(Date.now() - 1_000);
  await world.db.update(drafts).set({ scheduledAt: past, dueAt: past }).where(eq(drafts.id, id));
  return id;
}

/** Asks the stand-ins as a process would. */
const ask = (async (peer, question) => {
  const { typename, ids = [], representations = ids.map((id) => ({ id })), viewer = null } = question;
  const answer = world.peers[peer as keyof typeof world.peers];
  try {
    return await answer({ typename, representations, viewer, caller: 'posts', request: {} as never });
  } catch (cause) {
    throw new PeerUnavailable(peer, { cause });
  }
}) as Ask;

/** A round of a publisher, as a process of its own would make it. */
const round = (signal?: AbortSignal) => publishDue({ db: world.db, log: { warn: () => {} }, ask }, signal);
const row = async (id: Id<'draft'>): Promise<DraftRow | undefined> =>
  (await world.db.select().from(drafts).where(eq(drafts.id, id)))[0];
const bodies = async (of: UserId) => {
  const [user] = await world.entities('User', [{ id: of }], 'posts(first: 100) { nodes { body } }', of);
  return user.posts.nodes.map(({ body }: { body: string }) => body);
};

test('a post is published at its time, within two seconds, once', async () => {
  const other = await postsWorld({ SCHEDULED_POSTS_EVERY_MS: '100' });
  const ada = await other.person();
  const { draft: saved } = await other.mutate('saveDraft', { body: 'Later' }, ada, 'draft { id }');
  const publishAt = new Date(Date.now() + 700);
  const input = { draftId: saved.id, publishAt };
  const answer = await other.mutate('schedulePost', input, ada, 'draft { scheduledAt failure }');
  expect(answer.draft).toEqual({ scheduledAt: publishAt.toISOString(), failure: null });
  const post = await waitFor(async () => (await other.postsOf(ada, ada)).nodes[0]);
  const [{ createdAt }] = (await other.entities('Post', [{ id: post.id }], 'createdAt', ada)) as [
    { createdAt: string },
  ];
  const late = new Date(createdAt).getTime() - publishAt.getTime();
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(2_000);
  expect((await other.postsOf(ada, ada)).totalCount).toBe(1);
  expect((await other.emitted()).map(({ type }) => type)).toEqual(['PostCreated']);
});

test('two publishers at once publish 30 posts once each', async () => {
  const ada = await world.person();
  const all = Array.from({ length: 30 }, (_, n) => `${n}`);
  for (const body of all) await due(ada, { body });
  await Promise.all([round(), round()]);
  expect((await bodies(ada)).toSorted()).toEqual(all.toSorted());
  await round();
  expect((await bodies(ada)).length).toBe(30);
});

test('one that is stopped in the middle leaves the rest to the next, and nothing twice', async () => {
  const ada = await world.person();
  const all = Array.from({ length: 20 }, (_, n) => `${n}`);
  for (const body of all) await due(ada, { body });
  const stopping = new AbortController();
  const first = round(stopping.signal);
  await waitFor(async () => (await bodies(ada)).length > 0, { intervalMs: 1 });
  stopping.abort();
  await first;
  await round();
  expect((await bodies(ada)).toSorted()).toEqual(all.toSorted());
});

test('a time that has not come, or that was taken back, publishes nothing', async () => {
  const ada = await world.person();
  const [later, never] = [await draft(ada), await draft(ada)];
  const soon = new Date(Date.now() + 60_000);
  await schedule(ada, later, soon);
  await schedule(ada, never, soon);
  expect((await schedule(ada, never, null)).draft).toMatchObject({ scheduledAt: null });
  await round();
  expect(await bodies(ada)).toEqual([]);
  expect([(await row(later))?.dueAt, (await row(never))?.dueAt]).toEqual([soon, null]);
});

test.each([
  ['the past', -1_000],
  ['now', 0],
  ['two years from now', 2 * 366 * 24 * 3_600_000],
])('nothing is scheduled for %s', async (_, inMs) => {
  const ada = await world.person();
  const id = await draft(ada);
  const { draft: none, errors } = await schedule(ada, id, new Date(Date.now() + inMs));
  expect(none).toBeNull();
  expect(errors).toMatchObject([{ __typename: 'ValidationError', path: ['publishAt'] }]);
  expect((await row(id))?.scheduledAt).toBeNull();
});

test('neither an empty draft nor somebody else’s is scheduled', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  const soon = new Date(Date.now() + 60_000);
  const empty = await draft(ada, { body: '' });
  expect((await schedule(ada, empty, soon)).errors).toMatchObject([
    { __typename: 'ValidationError', path: ['draftId'] },
  ]);
  const id = await draft(ada);
  expect(await schedule(eve, id, soon)).toEqual(await schedule(eve, newId('draft'), soon));
});

test('when its group or media are gone the draft stays, with the reason, until it is mended', async () => {
  const ada = await world.person();
  const lost = await due(ada, { body: 'For a group', groupId: newId('group') });
  const blank = await due(ada, { body: 'With media', mediaIds: [newId('media')] });
  const good = await due(ada, { body: 'Good' });
  await round();
  expect(await bodies(ada)).toEqual(['Good']);
  expect(await row(good)).toBeUndefined();
  expect(await row(lost)).toMatchObject({
    failure: 'There is no such group.',
    scheduledAt: null,
    dueAt: null,
  });
  expect(await row(blank)).toMatchObject({ failure: 'There is no such media.' });
  const selection = 'drafts { nodes { id failure } }';
  const [viewer] = await world.entities('Viewer', [{ id: retype(ada, 'viewer') }], selection, ada);
  expect(viewer.drafts.nodes).toContainEqual({ id: lost, failure: 'There is no such group.' });
  await world.mutate('saveDraft', { draftId: lost, body: 'For all' }, ada, 'draft { id }');
  expect(await row(lost)).toMatchObject({ failure: null });
});

test('while media are away it waits, others do not, and it is published when they are back', async () => {
  const ada = await world.person();
  world.peers.media = () => {
    throw new Error('away');
  };
  const waiting = await due(ada, { body: 'Waiting', mediaIds: [newId('media')] });
  await due(ada, { body: 'Good' });
  await round();
  expect(await bodies(ada)).toEqual(['Good']);
  expect(await row(waiting)).toMatchObject({ attempts: 1, failure: null });
  expect((await row(waiting))?.dueAt?.getTime()).toBeGreaterThan(Date.now());
  world.peers.media = ({ representations }) =>
    representations.map(() => ({ purpose: 'POST', viewerCanAttach: true }));
  await world.db.update(drafts).set({ dueAt: new Date() }).where(eq(drafts.id, waiting));
  await waitFor(async () => {
    await round();
    expect((await bodies(ada)).toSorted()).toEqual(['Good', 'Waiting']);
  });
});
