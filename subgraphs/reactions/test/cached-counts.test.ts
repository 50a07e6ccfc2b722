import type { PostId, UserId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { caches } from '@ursa/testkit/subgraph';
import { beforeAll, describe, expect, test } from 'vitest';
import { react } from '../src/domain/react.ts';
import type { ReactionsWorld } from './reactions-world.ts';
import { reactionsWorld } from './reactions-world.ts';

describe.each(Object.keys(caches))('counts, the cache %s', (cache) => {
  let world: ReactionsWorld;
  let ada: UserId;
  let ben: UserId;
  let post: PostId;
  beforeAll(async () => {
    world = await reactionsWorld(cache);
    [ada, ben] = (await world.people(2)) as [UserId, UserId];
    post = await world.post(ada);
  });

  test('are forgotten with the event, should the process die before its answer', async () => {
    expect(await world.see(post, ada)).toMatchObject({ reactionCount: 0 });
    // As a mutation does it whose process dies right after the commit.
    const subject = { type: 'post', id: post, postId: post, authorId: ada } as const;
    await world.db.transaction((tx) => react(tx, subject, ben, 'LIKE'));
    await waitFor(async () => expect(await world.see(post, ada)).toMatchObject({ reactionCount: 1 }));
  });

  test('are read from it where it is on, and never where it is off', async () => {
    await world.see(post, ada);
    const { statements } = await world.statements.record(() => world.see(post, ben));
    expect(statements).toHaveLength(1);
    const { value } = await world.statements.record(() =>
      world.services.counts.getMany([post], async (missing) => new Map(missing.map((id) => [id, [42]]))),
    );
    expect(value.get(post)?.[0]).toBe(cache === 'off' ? 42 : 1);
  });
});
