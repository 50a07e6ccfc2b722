import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from './client.ts';
import { picture } from './picture.ts';

const createUpload = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { media { id } upload { url headers { name value } } errors { message } }
}`;
const completeUpload = `mutation ($input: CompleteUploadInput!) { completeUpload(input: $input) { errors { message } } }`;
const status = 'query ($id: ID!) { media(id: $id) { status } }';

const patienceMs = 30_000;

/** Uploads a picture made of `words` as any client would, and waits until it can be shown. @returns its id */
export async function uploadPicture(
  api: Client,
  token: string,
  { words, purpose = 'POST' }: { words: string; purpose?: 'POST' | 'AVATAR' },
): Promise<string> {
  const bytes = picture(words, ...(purpose === 'AVATAR' ? [320, 320] : []));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const input = { kind: 'IMAGE', contentType: 'image/png', size: bytes.length, sha256, purpose, alt: words };
  const { media, upload } = (await api.send(createUpload, { input }, token)).createUpload;
  const headers = Object.fromEntries(
    upload.headers.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );
  const answer = await fetch(upload.url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  if (!answer.ok) throw new Error(`${new URL(upload.url).origin} took no picture: ${answer.status}`);
  await api.send(completeUpload, { input: { mediaId: media.id } }, token);

  const began = performance.now();
  while ((await api.send(status, { id: media.id }, token)).media.status !== 'READY') {
    if (performance.now() - began > patienceMs) throw new Error('A picture was not made ready.');
    await delay(100);
  }
  return media.id;
}
