import { newId, toUuid } from '@ursa/ids';
import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { inputFields } from '../world/mutations.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { uploadImage } from '../world/uploads.ts';
import type { Cast } from './cast.ts';
import { audiences, gather, mayMeet, maySee, roles } from './cast.ts';
import { waysToAvatar, waysToMedia, waysToPostMedia } from './media-ways.ts';
import type { Target, WayIn } from './ways-in.ts';

let world: TestSupergraph;
let cast: Cast;
/** What each of Ada's posts shows, and the URL it is fetched at. */
const shown = {} as Record<(typeof audiences)[number], { postId: string; id: string; url: string }>;
let picture: string;

beforeAll(async () => {
  world = await startTestSupergraph();
  cast = await gather(world);
  const ada = cast.ada.person;
  for (const audience of audiences) {
    const { id, url } = await uploadImage(ada);
    shown[audience] = { postId: await publish(audience, id), id, url };
  }
  ({ id: picture } = await uploadImage(ada, { purpose: 'AVATAR' }));
  await ada.act('setAvatar', { mediaId: picture });
  await settled(world);
}, 120_000);

/** A post that shows an image; where posts cannot say so yet, the row that its event would have left. */
async function publish(audience: string, id: string): Promise<string> {
  const ada = cast.ada.person;
  const said = { body: 'Look', visibility: audience };
  if ('mediaIds' in inputFields('createPost')) {
    return (await ada.act('createPost', { ...said, mediaIds: [id] }, 'post { id }')).post.id;
  }
  const postId = await ada.post(said.body, audience);
  const database = new Client({ connectionString: world.adminUrl });
  await database.connect();
  const ids = [postId, id].map((one) => toUuid(one as `post_${string}`));
  await database.query('insert into media.post_media (post_id, media_id) values ($1, $2)', ids);
  await database.end();
  return postId;
}

async function seen(way: WayIn, role: (typeof roles)[number], target: Target): Promise<string> {
  const answer = JSON.stringify(await way.look(world, cast.lookers[role], target));
  return answer.replaceAll(target.id, '<id>').replaceAll(target.username ?? '<username>', '<username>');
}
async function expectHidden(
  ways: readonly WayIn[],
  role: (typeof roles)[number],
  hidden: Target,
  never: Target,
) {
  for (const way of ways) {
    expect(await seen(way, role, hidden), `${way.name} as ${role}`).toBe(await seen(way, role, never));
  }
}

describe.each(roles)('%s', (role) => {
  test.each(audiences)('sees what a %s post shows, or nothing', async (audience) => {
    const { id, postId } = shown[audience];
    const never = { id: newId('media') };
    if (maySee(role, cast.ada, audience)) {
      const [way] = waysToMedia as [WayIn];
      expect(await seen(way, role, { id })).toContain('READY');
      expect(await seen(way, role, { id })).not.toBe(await seen(way, role, never));
    } else {
      await expectHidden(waysToMedia, role, { id }, never);
      await expectHidden(waysToPostMedia, role, { id: postId }, { id: newId('post') });
    }
  });

  test('sees the picture of whom they meet', async () => {
    const { id, username } = cast.ada.person;
    const never = { id: newId('user'), username: 'never_existed_0' };
    if (!mayMeet(role)) return expectHidden(waysToAvatar, role, { id, username }, never);
    for (const way of waysToAvatar) expect(await seen(way, role, { id, username })).toContain(picture);
  });
});

test('what a URL was given for is fetched with it, on the one public address, and without it nothing is', async () => {
  const { url } = shown.FOLLOWERS;
  expect(new URL(url).port).toBe(new URL(world.url).port);
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect((await fetch(url.split('?')[0] ?? '')).status).toBe(404);
});
