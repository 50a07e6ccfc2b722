import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Asks the API as somebody; answers the data, throws what was refused. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
type Ask = (query: string, variables: object) => Promise<any>;

const createUpload = `mutation ($input: CreateUploadInput!) {
  createUpload(input: $input) { media { id } upload { url method headers { name value } } errors { message } }
}`;
const completeUpload = `mutation ($input: CompleteUploadInput!) {
  completeUpload(input: $input) { media { id } errors { message } }
}`;
const status = 'query ($id: ID!) { media(id: $id) { status failure } }';

export interface Picture {
  bytes: Buffer<ArrayBufferLike>;
  contentType: string;
  /** What it shows, for whoever cannot see it. */
  alt: string;
  /** What it is for; with a post unless told. */
  purpose?: 'POST' | 'AVATAR';
}

/** Uploads a picture as any client would, and waits until it can be shown: its id. */
export async function uploadPicture(
  ask: Ask,
  { bytes, contentType, alt, purpose = 'POST' }: Picture,
  timeoutMs = 30_000,
): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const input = { kind: 'IMAGE', size: bytes.length, contentType, sha256, alt, purpose };
  const { media, upload } = (await ask(createUpload, { input })).createUpload;
  const headers = upload.headers.map(({ name, value }: { name: string; value: string }) => [name, value]);
  const answer = await fetch(upload.url, {
    method: upload.method,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok)
    throw new Error(`The upload of ${alt} was refused: ${answer.status} ${await answer.text()}`);
  await ask(completeUpload, { input: { mediaId: media.id } });
  const until = Date.now() + timeoutMs;
  for (;;) {
    const now = (await ask(status, { id: media.id })).media;
    if (now.status === 'READY') return media.id;
    if (now.status === 'FAILED') throw new Error(`${alt} is no picture that can be shown: ${now.failure}.`);
    if (Date.now() > until) throw new Error(`${alt} was not ready within ${timeoutMs} ms.`);
    await pause(50);
  }
}
