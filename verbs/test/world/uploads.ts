import { createHash } from 'node:crypto';
import { waitFor } from '@ursa/testkit';
import { pngOf } from '../../demo/png.ts';
import type { Person } from './person.ts';

/** A PNG of one colour; `says` is the size that its header tells, if another. */
export function png(side = 16, says = side): Buffer {
  const rows = Buffer.alloc(side * (1 + side * 3), 0x7f).map((byte, at) => (at % (1 + side * 3) ? byte : 0));
  return pngOf({ width: says, height: says, rows: Buffer.from(rows) });
}

/** Announces an image: its id, and where the bytes go. */
export async function announce(person: Person, bytes: Buffer, said: object = {}) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const input = { kind: 'IMAGE', contentType: 'image/png', size: bytes.length, sha256, ...said };
  const { media, upload } = await person.act(
    'createUpload',
    input,
    'media { id } upload { url headers { name value } }',
  );
  return { id: media.id as string, url: upload.url as string };
}

/** Sends the bytes as a client does. */
export const put = (url: string, bytes: Buffer, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'image/png', ...headers },
    body: new Uint8Array(bytes),
  });

/** Uploads an image as clients do: its id once it is READY, or FAILED. */
export async function uploadImage(
  person: Person,
  { bytes = png(), ...said }: { bytes?: Buffer; purpose?: string; alt?: string } = {},
) {
  const { id, url } = await announce(person, bytes, said);
  const { status } = await put(url, bytes);
  if (status !== 204) throw new Error(`The upload was answered with ${status}.`);
  await person.act('completeUpload', { mediaId: id }, 'media { id }');
  return waitFor(async () => {
    const { data } = await person.ask('query ($id: ID!) { media(id: $id) { id status failure url } }', {
      id,
    });
    return ['READY', 'FAILED'].includes(data.media.status) ? data.media : undefined;
  });
}
