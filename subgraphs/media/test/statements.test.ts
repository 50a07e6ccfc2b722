import type { MediaId, PostId, UserId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { still } from './samples.ts';

let world: MediaWorld;
let people: UserId[];
let images: MediaId[];
let posts: { id: PostId; mediaIds: MediaId[] }[];
beforeAll(async () => {
  world = await mediaWorld();
  people = await Promise.all(Array.from({ length: 100 }, () => world.person()));
  const bytes = await still('png', 8, 8);
  images = [];
  posts = [];
  for (const person of people) {
    const { id } = await world.upload(person, bytes, { contentType: 'image/png', purpose: 'AVATAR' });
    await world.mutate('setAvatar', { mediaId: id }, person, 'user { id }');
    const { id: shown } = await world.upload(person, bytes, { contentType: 'image/png' });
    images.push(shown);
    posts.push({ id: await world.post(person, [shown]), mediaIds: [shown] });
  }
}, 120_000);

/** How many statements it costs a stranger to read the first 1, 20 and 100. */
async function costs(typename: string, of: readonly object[], selection: string) {
  const viewer = await world.person();
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`;
  const counts: number[] = [];
  for (const size of [1, 20, 100]) {
    const variables = { of: of.slice(0, size).map((one) => ({ __typename: typename, ...one })) };
    const { value, statements } = await world.statements.record(() =>
      world.execute({ query, variables, viewer }),
    );
    expect(value.errors).toBeUndefined();
    expect(JSON.stringify(value.data)).not.toContain('null}');
    counts.push(statements.length);
  }
  return counts;
}
const shown = 'id url width height alt blurhash variants { name url size }';

test('media of many posts cost those of one', async () => {
  expect(await costs('Post', posts, `media { ${shown} }`)).toEqual([2, 2, 2]);
});

test('many pictures of people cost one', async () => {
  expect(
    await costs(
      'User',
      people.map((id) => ({ id })),
      `avatar { ${shown} }`,
    ),
  ).toEqual([2, 2, 2]);
});

test('many media by id cost one', async () => {
  expect(
    await costs(
      'Media',
      images.map((id) => ({ id })),
      `${shown} viewerCanAttach`,
    ),
  ).toEqual([3, 3, 3]);
});
