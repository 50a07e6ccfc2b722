import { newId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { FeedWorld } from './feed-world.ts';
import { feedWorld } from './feed-world.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await feedWorld();
});

const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);
const explored = async (viewer: Parameters<FeedWorld['explore']>[0]) => idsOf(await world.explore(viewer));

test('what moves people comes before what is new, and what moves them no longer does not', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const [moving, quiet] = [await world.post(ada), await world.post(ada)];
  expect((await explored(bob)).slice(0, 2)).toEqual([quiet, moving]);
  await world.comment(moving, bob);
  await world.react(moving, bob);
  expect((await explored(bob)).slice(0, 2)).toEqual([moving, quiet]);
  expect((await explored(null)).slice(0, 2)).toEqual([moving, quiet]);
  await world.react(quiet, bob);
  await world.repost(bob, quiet);
  expect((await explored(bob)).slice(0, 2)).toEqual([quiet, moving]);
  await world.undoRepost(bob, quiet);
  await world.unreact(quiet, bob);
  expect((await explored(bob)).slice(0, 2)).toEqual([moving, quiet]);
});

test('a reaction counts also when it comes before its post', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const quiet = await world.post(ada);
  const early = newId('post');
  await world.react(early, bob);
  await world.editPost(early, ada, {});
  const ids = await explored(null);
  expect(ids.indexOf(early)).toBeGreaterThanOrEqual(0);
  expect(ids.indexOf(early)).toBeLessThan(ids.indexOf(quiet));
});

test('only what everybody may see is explored, and nothing of people a block hides', async () => {
  const [ada, zoe, bob] = [
    await world.person(),
    await world.person({ isPrivate: true }),
    await world.person(),
  ];
  await world.follow(bob, ada);
  await world.follow(bob, zoe);
  const [open, secret] = [await world.group('PUBLIC'), await world.group('SECRET')];
  for (const group of [open, secret]) {
    await world.join(ada, group);
    await world.join(bob, group);
  }
  const shown = [await world.post(ada), await world.post(ada, { groupId: open })];
  const hidden = [
    await world.post(ada, { visibility: 'FOLLOWERS' }),
    await world.post(ada, { visibility: 'PRIVATE' }),
    await world.post(ada, { groupId: secret }),
    await world.post(zoe),
  ];
  for (const viewer of [bob, null]) {
    const ids = await explored(viewer);
    expect(shown.filter((id) => ids.includes(id))).toEqual(shown);
    expect(hidden.filter((id) => ids.includes(id))).toEqual([]);
  }
  await world.block(ada, bob);
  expect((await explored(bob)).filter((id) => shown.includes(id as never))).toEqual([]);
  await world.unblock(ada, bob);

  // What changes after the ranking was made holds at once.
  const { edges } = await world.explore(bob, '(first: 1)');
  await world.editPost(shown[0] as never, ada, { visibility: 'FOLLOWERS' });
  await world.changeGroup(open, 'PRIVATE');
  const rest = idsOf(await world.explore(bob, `(first: 100, after: "${edges[0].cursor}")`));
  expect(rest.filter((id) => shown.includes(id as never))).toEqual([]);
});

test('pages keep the ranking they began with, both ways', async () => {
  const ada = await world.person();
  for (let n = 0; n < 6; n += 1) await world.post(ada);
  const all = (await explored(null)).slice(0, 6);
  const pages: string[] = [];
  let after = '';
  for (let n = 0; n < 3; n += 1) {
    const page = await world.explore(null, `(first: 2${after})`);
    pages.push(...idsOf(page));
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: n > 0 });
    after = `, after: "${page.pageInfo.endCursor}"`;
    // The last one is the most moving from now on, and somebody publishes.
    for (let m = 0; m < 5; m += 1) await world.comment(all[5] as never, await world.person());
    await world.post(ada);
  }
  expect(pages).toEqual(all);
  const back = await world.explore(null, `(last: 2, before: "${after.slice(10, -1)}")`);
  expect(idsOf(back)).toEqual(all.slice(3, 5));
  expect((await explored(null))[0]).toBe(all[5]);
});

test('a cursor of a ranking that is over is refused, and so is any other', async () => {
  await world.post(await world.person());
  const { edges } = await world.explore(null, '(first: 1)');
  await world.db.execute(sql`delete from rankings`);
  for (const cursor of [edges[0].cursor, 'nonsense'])
    expect(await world.explore(null, `(after: "${cursor}")`)).toEqual({ codes: ['BAD_CURSOR'] });
});

test('a page costs two statements, whatever its size', async () => {
  const ada = await world.person();
  for (let n = 0; n < 100; n += 1) await world.post(ada);
  for (const size of [1, 20, 100]) {
    const { value, statements } = await world.statements.record(() => world.explore(ada, `(first: ${size})`));
    expect([value.nodes.length, statements.length]).toEqual([size, 2]);
  }
});
