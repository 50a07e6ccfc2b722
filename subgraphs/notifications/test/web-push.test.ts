import { createECDH, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import webPush from 'web-push';
import { isPublicAddress, publicLookup } from '../src/push/public-lookup.ts';
import { webPushes } from '../src/push/web-push.ts';

interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
const calls: Call[] = [];
// A key that both sides know stands in for a certificate.
const psk = randomBytes(32);
const tls = { ciphers: 'PSK+HIGH', maxVersion: 'TLSv1.2' as const };
/** A push service that answers with the status in the path. */
const service = createServer({ ...tls, pskCallback: () => psk }, async (request, response) => {
  calls.push({ path: request.url ?? '', headers: request.headers, body: await buffer(request) });
  const status = Number(request.url?.split('/')[1]);
  response.writeHead(status, status === 302 ? { location: '/201' } : {});
  // Its answer is as long as it likes.
  response.write('x'.repeat(1_000_000));
  if (status !== 200) response.end();
});
const agent = new Agent({
  ...tls,
  pskCallback: () => ({ psk, identity: 'test' }),
  checkServerIdentity: () => undefined,
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    service.listen(0, '127.0.0.1', resolve);
  });
  url = `https://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => {
  agent.destroy();
  service.closeAllConnections();
  service.close();
});

const vapid = { subject: 'mailto:ops@ursa.example', ...webPush.generateVAPIDKeys() };
const device = createECDH('prime256v1');
device.generateKeys();
const to = (path: string) => ({
  endpoint: `${url}${path}`,
  p256dh: device.getPublicKey().toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
});
const message = { notificationId: 'notification_1', kind: 'REACTION', subjectId: 'post_1', actorCount: 3 };

test.each([
  ['/201', 'sent'],
  ['/200', 'sent'],
  ['/404', 'gone'],
  ['/410', 'gone'],
  ['/400', 'refused'],
  ['/413', 'refused'],
  ['/302', 'refused'],
])('a push service that answers %s: %s', async (path, expected) => {
  expect(await webPushes(vapid, agent).send(to(path), message)).toBe(expected);
});

test.each(['/429', '/500', '/503'])('one that answers %s is asked again', async (path) => {
  await expect(webPushes(vapid, agent).send(to(path), message)).rejects.toThrow(path.slice(1));
});

test('it gets what it cannot read, signed by us, for as long as a day', async () => {
  calls.length = 0;
  await webPushes(vapid, agent).send(to('/201'), message);
  await webPushes(vapid, agent).send(to('/201'), message);
  const [first, second] = calls as [Call, Call];
  expect(first.headers).toMatchObject({ ttl: '86400', 'content-encoding': 'aes128gcm' });
  expect(first.headers.authorization).toContain(`k=${vapid.publicKey}`);
  expect(first.body.includes('REACTION')).toBe(false);
  expect(first.headers['topic']).toMatch(/^[\w-]{32}$/);
  expect(second.headers['topic']).toBe(first.headers['topic']);
});

test('nothing inside is called, whatever its name is', async () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
  ])
    expect(isPublicAddress(address)).toBe(false);
  for (const address of [
    '::ffff:127.0.0.1',
    'fe80::1',
    'fd00::1',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ])
    expect(isPublicAddress(address)).toBe(false);
  expect([isPublicAddress('93.184.215.14'), isPublicAddress('2606:2800:220:1::1')]).toEqual([true, true]);
  const looked = new Promise((resolve) => {
    publicLookup('localhost', { all: true }, (error) => resolve(error?.message));
  });
  expect(await looked).toBe('The host has no public address.');
  const { port } = service.address() as AddressInfo;
  const sent = webPushes(vapid).send({ ...to('/201'), endpoint: `https://localhost:${port}/201` }, message);
  await expect(sent).rejects.toThrow('no public address');
});
