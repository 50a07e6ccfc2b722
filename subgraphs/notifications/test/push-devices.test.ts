import { randomBytes } from 'node:crypto';
import type { UserId } from '@ursa/ids';
import { newId, retype } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

const subscription = (name: string = randomBytes(8).toString('hex')) => ({
  endpoint: `https://push.example.com/send/${name}`,
  p256dh: Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
});
const register = (viewer: UserId | null, input: object) =>
  world.act(viewer, 'registerPushDevice', 'pushDevice { id endpoint }', input);
const unregister = (viewer: UserId | null, deviceId: string) =>
  world.act(viewer, 'unregisterPushDevice', 'viewer { pushDevices { nodes { id } } }', { deviceId });
const devicesOf = async (of: UserId, viewer: UserId | null = of) => {
  const selection = 'pushDevices { nodes { id } } pushPublicKey';
  const [{ pushDevices }] = await world.entities('Viewer', [retype(of, 'viewer')], selection, viewer);
  return pushDevices?.nodes.map(({ id }: { id: string }) => id) ?? null;
};

test('a device is registered, listed, found by its owner alone, and forgotten', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  const given = subscription();
  const { pushDevice, errors } = await register(ada, given);
  expect([errors, pushDevice.endpoint]).toEqual([[], given.endpoint]);
  expect(await devicesOf(ada)).toEqual([pushDevice.id]);
  expect(await devicesOf(ada, eve)).toBeNull();
  expect(await world.entities('PushDevice', [pushDevice.id], 'id', ada)).toEqual([{ id: pushDevice.id }]);
  for (const viewer of [eve, null])
    expect(await world.entities('PushDevice', [pushDevice.id], 'id', viewer)).toEqual([null]);
  const never = await unregister(eve, newId('pushdevice'));
  expect(await unregister(eve, pushDevice.id)).toEqual(never);
  expect(never.errors).toMatchObject([{ __typename: 'NotFoundError', path: ['deviceId'] }]);
  expect(await unregister(ada, pushDevice.id)).toEqual({
    viewer: { pushDevices: { nodes: [] } },
    errors: [],
  });
  expect((await unregister(ada, pushDevice.id)).errors).toEqual(never.errors);
  expect((await unregister(ada, ada)).errors).toMatchObject([{ __typename: 'ValidationError' }]);
});

test('the same endpoint again is the same device; of another person, theirs', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const first = await register(ada, subscription('shared'));
  const again = await register(ada, subscription('shared'));
  expect(again).toEqual(first);
  const { pushDevice } = await register(bob, subscription('shared'));
  expect([await devicesOf(ada), await devicesOf(bob)]).toEqual([[], [pushDevice.id]]);
});

test('twenty devices are kept, also when thirty come at once; one more is a conflict', async () => {
  const ada = await world.person();
  const answers = await Promise.all(Array.from({ length: 30 }, () => register(ada, subscription())));
  expect(answers.filter(({ pushDevice }) => pushDevice)).toHaveLength(20);
  const devices = await devicesOf(ada);
  expect(devices).toHaveLength(20);
  expect((await register(ada, subscription())).errors).toMatchObject([
    { __typename: 'ConflictError', path: ['endpoint'] },
  ]);
  await unregister(ada, devices[0]);
  expect((await register(ada, subscription())).errors).toEqual([]);
});

describe('is refused:', () => {
  test.each([
    'http://push.example.com/x',
    'https://localhost/x',
    'https://push.localhost/x',
    'https://127.0.0.1/x',
    'https://2130706433/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://metadata.google.internal/x',
    'https://printer.local/x',
    'https://db/x',
    'https://localhost./x',
    'https://user:secret@push.example.com/x',
    'https://push.example.com:8443/x',
    `https://push.example.com/${'x'.repeat(1_000)}`,
  ])('an endpoint like %s', async (endpoint) => {
    const ada = await world.person();
    const { pushDevice, errors } = await register(ada, { ...subscription(), endpoint });
    expect([pushDevice, errors]).toMatchObject([
      null,
      [{ __typename: 'ValidationError', path: ['endpoint'] }],
    ]);
    expect(await devicesOf(ada)).toEqual([]);
  });

  test.each(['', 'x', '===', randomBytes(65).fill(2).toString('base64url'), 'x'.repeat(100_000), '\u0000'])(
    'a key like %.20s',
    async (key) => {
      const ada = await world.person();
      const { errors } = await register(ada, { ...subscription(), p256dh: key, auth: key });
      expect(errors.map(({ path }: { path: string[] }) => path[0])).toEqual(['p256dh', 'auth']);
    },
  );

  test('nobody', async () => {
    expect(await register(null, subscription())).toEqual({ codes: ['UNAUTHENTICATED'] });
  });
});
