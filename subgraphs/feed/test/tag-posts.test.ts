import type { UserId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { FeedWorld } from './feed-world.ts';
import { feedWorld } from './feed-world.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await feedWorld();
});

const tagged = async (name: string, viewer: UserId | null): Promise<string[]> =>
  (await world.tagged(name, viewer)).nodes.map(({ id }: { id: string }) => id);

test('the posts of a tag are those the viewer may see, newest first', async () => {
  const [ada, bob, zoe] = [
    await world.person(),
    await world.person(),
    await world.person({ isPrivate: true }),
  ];
  await world.follow(bob, ada);
  const groupId = await world.group('PRIVATE');
  await world.join(ada, groupId);
  const tags = ['bears'];
  const forAll = await world.post(ada, { tags });
  const forFollowers = await world.post(ada, { tags, visibility: 'FOLLOWERS' });
  const forNobody = await world.post(ada, { tags, visibility: 'PRIVATE' });
  const inGroup = await world.post(ada, { tags, groupId });
  const ofZoe = await world.post(zoe, { tags: ['honey', 'bears'] });
  expect(await tagged('bears', null)).toEqual([forAll]);
  expect(await tagged('bears', bob)).toEqual([forFollowers, forAll]);
  expect(await tagged('bears', ada)).toEqual([inGroup, forNobody, forFollowers, forAll]);
  expect(await tagged('bears', zoe)).toEqual([ofZoe, forAll]);
  expect(await tagged('honey', zoe)).toEqual([ofZoe]);
  expect(await tagged('never', zoe)).toEqual([]);
  expect(await tagged('x'.repeat(1_000), zoe)).toEqual([]);

  await world.block(ada, bob);
  expect(await tagged('bears', bob)).toEqual([]);
  await world.editPost(forAll, ada, { tags: ['salmon'] });
  expect(await tagged('bears', null)).toEqual([]);
  expect(await tagged('salmon', null)).toEqual([forAll]);
  await world.deletePost(forAll, ada);
  expect(await tagged('salmon', null)).toEqual([]);
});

test('pages both ways show each once while posts arrive', async () => {
  const ada = await world.person();
  const ids: string[] = [];
  const tags = ['paging'];
  for (let n = 0; n < 7; n += 1) ids.unshift(await world.post(ada, { tags }));
  const forward: string[] = [];
  for (let after = ''; ; ) {
    const page = await world.tagged('paging', ada, `(first: 3${after})`);
    forward.push(...page.nodes.map(({ id }: { id: string }) => id));
    if (!page.pageInfo.hasNextPage) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
    await world.post(ada, { tags });
  }
  expect(forward).toEqual(ids);
  const last = await world.tagged('paging', ada, '(last: 3)');
  const before = await world.tagged('paging', ada, `(last: 3, before: "${last.pageInfo.startCursor}")`);
  expect([before, last].flatMap(({ nodes }) => nodes.map(({ id }: { id: string }) => id))).toEqual(
    ids.slice(1),
  );
  expect(await world.tagged('bears', ada, `(after: "${last.pageInfo.startCursor}")`)).toEqual({
    codes: ['BAD_CURSOR'],
  });
});
