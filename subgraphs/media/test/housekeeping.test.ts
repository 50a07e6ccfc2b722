import { DraftMediaChanged, GroupChanged } from '@ursa/events/contracts';
import type { MediaId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { filesObjects } from '@ursa/objects';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { removeIncoming, removeUnused } from '../src/domain/clear-away.ts';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { photo, still } from './samples.ts';

let world: MediaWorld;
let ada: UserId;
let jpeg: Buffer;
beforeAll(async () => {
  world = await mediaWorld();
  ada = await world.person();
  jpeg = await photo();
});

const never = new AbortController().signal;
const clear = async () => {
  await removeIncoming(world.db, world.services.objects, never);
  return removeUnused(world.db, world.services.objects, never);
};
/** Lets days pass for everything that is there. */
const pass = (days: number) => {
  const ago = sql`${days} * interval '1 day'`;
  return world.db.execute(
    sql`update media set remove_after = remove_after - ${ago}, expires_at = expires_at - ${ago}`,
  );
};
const stored = async (id: string) => (await world.stored()).filter((file) => file.includes(id));
const image = async (said = {}): Promise<MediaId> => (await world.upload(ada, jpeg, said)).id;

test('an upload that was never completed goes, with its bytes', async () => {
  const { media, upload } = await world.create(ada, jpeg);
  await world.put(upload, jpeg);
  expect(await clear()).toBe(0);
  await pass(1);
  expect(await clear()).toBe(1);
  expect([await world.see(media.id, ada), await stored(media.id)]).toEqual([null, []]);
});

test('what was refused can be asked about for a day', async () => {
  const { id } = await world.upload(ada, (await still('png')).subarray(0, 60), { contentType: 'image/png' });
  await pass(0.9);
  await clear();
  expect((await world.see(id, ada)).failure).toBe('UNSUPPORTED');
  await pass(0.2);
  await clear();
  expect(await world.see(id, ada)).toBeNull();
});

test('what stands in a draft stays as long as the draft names it', async () => {
  const [first, second] = [await image(), await image()];
  const draftId = newId('draft');
  const draft = (mediaIds: MediaId[]) =>
    world.receive(DraftMediaChanged.create(draftId, { draftId, mediaIds }));
  await draft([first, second]);
  await pass(300);
  expect(await clear()).toBe(0);
  await draft([second]);
  await pass(30.1);
  expect(await clear()).toBe(1);
  expect([await world.see(first, ada), (await world.see(second, ada)).status]).toEqual([null, 'READY']);

  // It is published: the draft's end may be told before the post.
  await draft([]);
  await pass(1);
  await world.post(ada, [second]);
  await pass(300);
  expect(await clear()).toBe(0);
});

test('what nothing shows goes after 30 days; what is shown stays', async () => {
  const [shown, alone, picture, groups] = [
    await image(),
    await image(),
    await image({ purpose: 'AVATAR' }),
    await image({ purpose: 'AVATAR' }),
  ];
  const postId = await world.post(ada, [shown]);
  await world.mutate('setAvatar', { mediaId: picture }, ada, 'user { id }');
  const groupId = newId('group');
  const group = { groupId, handle: 'g', name: 'G', description: '', privacy: 'PUBLIC' } as const;
  await world.receive(GroupChanged.create(groupId, { ...group, avatarId: groups }));
  await pass(29.99);
  await clear();
  // In its last hour nobody may attach it any more.
  expect(await world.see(alone, ada, 'viewerCanAttach')).toEqual({ viewerCanAttach: false });
  expect(await world.see(shown, ada, 'viewerCanAttach')).toEqual({ viewerCanAttach: true });
  await pass(0.02);
  expect(await clear()).toBe(1);
  expect([await world.see(alone, ada), await stored(alone)]).toEqual([null, []]);

  // What ends to be shown has its 30 days from then on.
  await world.deletePost(postId, ada);
  await world.mutate('setAvatar', { mediaId: null }, ada, 'user { id }');
  await world.receive(GroupChanged.create(groupId, { ...group, avatarId: null }));
  await pass(29.9);
  expect(await clear()).toBe(0);
  await pass(0.2);
  expect(await clear()).toBe(3);
  for (const id of [shown, picture, groups]) expect(await stored(id)).toEqual([]);
});

test('what is shown by one of two posts stays when both change at once', async () => {
  const id = await image();
  const [going, staying] = [await world.post(ada, [id]), newId('post')];
  for (let round = 0; round < 10; round += 1) {
    await Promise.all([world.edit(going, ada, []), world.edit(staying, ada, [id])]);
    const [row] = (await world.db.execute(sql`select remove_after from media where id = ${toUuid(id)}`)).rows;
    expect(row).toEqual({ remove_after: null });
    await world.edit(going, ada, [id]);
    await world.edit(staying, ada, []);
  }
});

test('bytes that are put again after processing go when their URL is void', async () => {
  const id = await image();
  await world.services.objects.put(`incoming/${id}`, jpeg, 'image/jpeg');
  await world.post(ada, [id]);
  await clear();
  expect(await stored(id)).toHaveLength(4);
  await pass(1);
  await clear();
  expect(await stored(id)).toHaveLength(3);
});

test('a round that breaks is finished by the next one, and meanwhile nobody sees the media', async () => {
  const id = await image();
  await pass(31);
  const broken = { ...filesObjects({ dir: world.dir }), remove: () => Promise.reject(new Error('away')) };
  await expect(removeUnused(world.db, broken, never)).rejects.toThrow('away');
  expect(await world.see(id, ada)).toBeNull();
  expect(await stored(id)).toHaveLength(3);
  await clear();
  expect(await stored(id)).toEqual([]);
});

test('a worker that was killed leaves its upload to the next; one that kills three is refused', async () => {
  const begun = async (attempts: number) => {
    const { media, upload } = await world.create(ada, jpeg);
    await world.put(upload, jpeg);
    await world.db.execute(sql`
      update media set status = 'PROCESSING', remove_after = null, attempts = ${attempts},
        claimed_until = now() + interval '300 milliseconds'
      where id = ${toUuid(media.id)}`);
    return world.ended(ada, media.id);
  };
  expect(await begun(1)).toMatchObject({ status: 'READY' });
  expect(await begun(3)).toMatchObject({ status: 'FAILED', failure: 'DAMAGED' });
});
