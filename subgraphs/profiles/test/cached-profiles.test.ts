import { UsernameChanged } from '@ursa/events/contracts';
import { waitFor } from '@ursa/testkit';
import { caches } from '@ursa/testkit/subgraph';
import { beforeAll, describe, expect, test } from 'vitest';
import { updateProfile } from '../src/domain/update-profile.ts';
import type { Person, ProfilesWorld } from './profiles-world.ts';
import { profilesWorld } from './profiles-world.ts';

const entities = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on User { FIELDS } } }';
const facts = 'id username displayName bio website location createdAt';

async function see(world: ProfilesWorld, who: Person, viewer: Person | null, fields = facts) {
  const keys = [{ __typename: 'User', id: who.id }];
  return (await world.ask(viewer, entities.replace('FIELDS', fields), { keys }))._entities[0];
}

const update = (world: ProfilesWorld, who: Person, input: object) =>
  world.ask(
    who,
    `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { ${facts} } } }`,
    { input },
  );

/** Changes a profile as a mutation does whose process dies right after the commit: no cache is told of it. */
const change = ({ db }: ProfilesWorld, { id }: Person, wanted: object) =>
  db.transaction((tx) => updateProfile(tx, id, wanted));

describe.each(Object.keys(caches))('profiles, the cache %s', (cache) => {
  let world: ProfilesWorld;
  let ada: Person;
  let bob: Person;
  beforeAll(async () => {
    world = await profilesWorld({}, { cache });
    [ada, bob] = [await world.join('ada'), await world.join('bob')];
  });

  test('read the same from the tables and from the cache', async () => {
    await update(world, ada, { bio: 'About Ada', website: 'https://ada.example/', location: 'Turin' });
    const [first, second] = [await see(world, ada, bob), await see(world, ada, bob)];
    expect(first).toMatchObject({ bio: 'About Ada', location: 'Turin' });
    expect(second).toEqual(first);
    expect(await see(world, ada, null)).toEqual(first);
  });

  test('a change is seen by everybody when it is answered', async () => {
    for (const displayName of ['Once', 'Twice', 'Thrice']) {
      for (const viewer of [ada, bob, null]) await see(world, ada, viewer);
      const { updateProfile: answer } = await update(world, ada, { displayName });
      expect(answer.user).toMatchObject({ displayName });
      for (const viewer of [ada, bob, null])
        expect(await see(world, ada, viewer)).toMatchObject({ displayName });
    }
  });

  test('readers and a change at once leave nothing old behind', async () => {
    for (let edit = 1; edit <= 20; edit += 1) {
      const looks = Array.from({ length: 5 }, () => see(world, ada, bob));
      const answer = update(world, ada, { displayName: `${edit}` });
      looks.push(...Array.from({ length: 5 }, () => see(world, ada, null)));
      await Promise.all(looks);
      await answer;
      for (const viewer of [bob, null])
        expect(await see(world, ada, viewer)).toMatchObject({ displayName: `${edit}` });
    }
  });

  test('who may read the lists, and how many follow, is exact at once', async () => {
    const shut = await world.join('shut');
    const lists = 'isPrivate followerCount followers { totalCount nodes { id } }';
    for (const viewer of [bob, null]) await see(world, shut, viewer, `${facts} ${lists}`);
    await world.act(ada, 'followUser', { userId: shut.id });
    for (const viewer of [bob, null])
      expect(await see(world, shut, viewer, lists)).toEqual({
        ...{ isPrivate: false, followerCount: 1 },
        followers: { totalCount: 1, nodes: [{ id: ada.id }] },
      });
    await update(world, shut, { isPrivate: true });
    for (const viewer of [bob, null])
      expect(await see(world, shut, viewer, lists)).toEqual({
        ...{ isPrivate: true, followerCount: 1 },
        followers: { totalCount: null, nodes: [] },
      });
  });

  test('a new username is seen, whoever tells of it', async () => {
    const carl = await world.join('carl');
    await see(world, carl, null);
    const previousUsername = carl.username;
    carl.username = `${previousUsername}_new`;
    const { id: userId, username } = carl;
    await world.receive(UsernameChanged.create(userId, { userId, username, previousUsername }));
    await waitFor(async () => expect(await see(world, carl, null)).toMatchObject({ username }));

    // Identity knows, its event has not come yet.
    carl.username = `${previousUsername}_newer`;
    const query = 'query ($username: String!) { user(username: $username) { id username } }';
    expect(await world.ask(null, query, { username: carl.username })).toEqual({
      user: { id: carl.id, username: carl.username },
    });
    expect(await see(world, carl, bob)).toMatchObject({ username: carl.username });
  });

  test('are forgotten with the event, should the process die before its answer', async () => {
    await see(world, bob, null);
    await change(world, bob, { displayName: 'Changed' });
    await waitFor(async () => expect(await see(world, bob, null)).toMatchObject({ displayName: 'Changed' }));
  });

  test('cost one statement whatever it holds, and none where nobody asks and it holds all', async () => {
    const people = [ada, bob, await world.join(), await world.join()];
    const cost = async (viewer: Person | null, fields: string) => {
      const keys = people.map(({ id }) => ({ __typename: 'User', id }));
      const query = entities.replace('FIELDS', fields);
      return (await world.statements.record(() => world.ask(viewer, query, { keys }))).statements.length;
    };
    const quiet = await profilesWorld({}, { cache, events: false });
    world = quiet;
    people.splice(0, people.length, ...(await Promise.all([quiet.join(), quiet.join(), quiet.join()])));
    const [one, two] = people as [Person, Person];
    await see(quiet, one, null);
    expect(await cost(two, facts)).toBe(1);
    expect(await cost(two, `${facts} viewerIsFollowing isPrivate followerCount`)).toBe(1);
    expect(await cost(null, facts)).toBe(cache === 'off' ? 1 : 0);
    expect(await cost(null, `${facts} isPrivate followerCount`)).toBe(1);
  });
});

describe.each(Object.keys(caches))('while nothing tells the cache %s of a change', (cache) => {
  test('the lists of an account gone private are closed', async () => {
    const world = await profilesWorld({}, { cache, events: false });
    const [ada, bob] = [await world.join('ada'), await world.join('bob')];
    await world.act(bob, 'followUser', { userId: ada.id });
    const lists = 'isPrivate followers { totalCount nodes { id } }';
    const eve = await world.join('eve');
    for (const viewer of [eve, null]) await see(world, ada, viewer, `${facts} ${lists}`);
    await change(world, ada, { isPrivate: true });
    for (const viewer of [eve, null])
      expect(await see(world, ada, viewer, lists)).toEqual({
        isPrivate: true,
        followers: { totalCount: null, nodes: [] },
      });
  });
});

test('while Redis is away everything is read, and changes go on', async () => {
  const world = await profilesWorld({ CACHE: 'on', REDIS_URL: 'redis://127.0.0.1:1' });
  const [ada, bob] = [await world.join('ada'), await world.join('bob')];
  await see(world, ada, bob);
  await update(world, ada, { displayName: 'Changed' });
  expect(await see(world, ada, bob)).toMatchObject({ displayName: 'Changed' });
});
