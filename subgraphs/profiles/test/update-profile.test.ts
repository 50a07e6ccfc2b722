import { expect, test } from 'vitest';
import { profilesWorld } from './profiles-world.ts';

const { ask, emittedBy, join, open, run } = await profilesWorld();

const update = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
  user { displayName bio website location isPrivate } errors { __typename message path } } }`;

test('what is given changes, what is left out stays, what is null goes', async () => {
  const ada = await join('ada');
  const change = async (input: object) => (await ask(ada, update, { input })).updateProfile;
  const full = {
    displayName: 'Ada Lovelace',
    bio: 'First line\nsecond line',
    website: 'https://ada.example/',
    location: 'London',
    isPrivate: true,
  };
  expect(await change(full)).toEqual({ user: full, errors: [] });
  expect(await change({ bio: 'Other' })).toEqual({ user: { ...full, bio: 'Other' }, errors: [] });
  const cleared = { ...full, bio: null, website: null, location: null };
  expect(await change({ bio: null, website: null, location: '  ' })).toEqual({ user: cleared, errors: [] });
  expect(await change({})).toEqual({ user: cleared, errors: [] });
});

test('others learn the names and the privacy', async () => {
  const ada = await join('ada');
  const input = { displayName: '  Ada \n L. ', isPrivate: true };
  const events = await emittedBy(() => ask(ada, update, { input }));
  const state = { userId: ada.id, username: ada.username, displayName: 'Ada L.', isPrivate: true, bio: '' };
  expect(events).toEqual([{ type: 'ProfileChanged', aggregate: ada.id, payload: state }]);
});

test.each([
  [{ displayName: '' }, ['displayName']],
  [{ displayName: ' \n ' }, ['displayName']],
  [{ displayName: null }, ['displayName']],
  [{ displayName: 'x'.repeat(51) }, ['displayName']],
  [{ displayName: '\u200b\u200b' }, ['displayName']],
  [{ displayName: 'a\u202eb' }, ['displayName']],
  [{ bio: 'x'.repeat(301) }, ['bio']],
  [{ bio: 'a\u0000b' }, ['bio']],
  [{ location: 'x'.repeat(101) }, ['location']],
  [{ website: 'ftp://ada.example/' }, ['website']],
  [{ website: 'javascript:alert(1)' }, ['website']],
  [{ website: 'https://bank.example@evil.example/' }, ['website']],
  [{ website: `https://ada.example/${'x'.repeat(200)}` }, ['website']],
  [{ isPrivate: null }, ['isPrivate']],
  [{ bio: 'fine', clientMutationId: 'x'.repeat(101) }, ['clientMutationId']],
])('%j is refused and changes nothing', async (input, path) => {
  const ada = await join('ada');
  const events = await emittedBy(async () => {
    const { updateProfile } = await ask(ada, update, { input: { bio: 'x', location: 'y', ...input } });
    expect(updateProfile).toMatchObject({ user: null, errors: [{ __typename: 'ValidationError', path }] });
  });
  expect(events).toEqual([]);
  const bio = 'query ($username: String!) { user(username: $username) { bio location } }';
  expect(await ask(ada, bio, { username: ada.username })).toEqual({ user: { bio: null, location: null } });
});

test('all that is wrong is told at once', async () => {
  const ada = await join('ada');
  const input = { displayName: '', bio: 'x'.repeat(301), website: 'ftp://x.example' };
  const { updateProfile } = await ask(ada, update, { input });
  expect(updateProfile.errors.map(({ path }: { path: string[] }) => path)).toEqual([
    ['displayName'],
    ['bio'],
    ['website'],
  ]);
});

test('limits are met exactly, counted in characters and not in bytes', async () => {
  const ada = await join('ada');
  const input = { displayName: '𝔸'.repeat(50), bio: 'é'.repeat(300), location: '地'.repeat(100) };
  const { updateProfile } = await ask(ada, update, { input });
  expect(updateProfile).toMatchObject({ user: input, errors: [] });
});

test('unknown fields, wrong types and no log-in are errors of the request', async () => {
  const ada = await join('ada');
  for (const input of [{ nonsense: 1 }, { bio: 1 }, { website: 'no url' }, { isPrivate: 'yes' }]) {
    const { data, errors } = await run(ada, update, { input });
    expect([data?.['updateProfile'], errors?.length]).toEqual([undefined, 1]);
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  }
  expect(await run(null, update, { input: { bio: 'x' } })).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
});

test('an account that no event told of yet can be changed', async () => {
  const early = open('early');
  const { updateProfile } = await ask(early, update, { input: { bio: 'Here already' } });
  expect(updateProfile).toMatchObject({ user: { bio: 'Here already' }, errors: [] });
});

test('the same key changes once; another change under it is a conflict', async () => {
  const ada = await join('ada');
  const change = async (input: object) =>
    (await ask(ada, update, { input: { ...input, clientMutationId: 'once' } })).updateProfile;
  const first = { website: 'https://one.example/' };
  expect(await change(first)).toMatchObject({ user: first, errors: [] });
  await ask(ada, update, { input: { website: 'https://later.example/' } });
  expect(await change(first)).toMatchObject({ user: { website: 'https://later.example/' }, errors: [] });
  expect(await change({ website: 'https://two.example/' })).toMatchObject({
    user: null,
    errors: [{ __typename: 'ConflictError' }],
  });
});
