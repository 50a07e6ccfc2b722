import { randomBytes, randomUUID } from 'node:crypto';
import { access, constants, link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SetupError } from '@ursa/setup';
import { z } from 'zod';

const secrets = z.object({
  /** From it the passwords of the subgraphs' Postgres roles are derived. */
  roleSecret: z.string().min(16),
  /** Seals identity's signing keys in its tables. */
  identityKeySecret: z.string().min(32),
  /** Signs the URLs of media. */
  mediaUrlSecret: z.string().min(32),
  /** The password of everybody in the demo world. */
  demoPassword: z.string().min(8),
});

/** What a development machine makes up on its first start, and keeps. */
export type Secrets = z.output<typeof secrets>;

/** The folder of everything a start leaves behind. Throws a SetupError when it cannot be written. */
export async function openDataDir(dir: string): Promise<void> {
  try {
    await makeFolder(dir);
    await access(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetupError(`The folder ${dir} cannot be written: choose another one with --data-dir.`, {
      cause: error,
    });
  }
}

/** Not `mkdir` with `recursive`: on file systems that refuse folders, like /proc, Node 24 tries for ever. */
async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(dir) === dir) throw error;
    await makeFolder(dirname(dir));
    await mkdir(dir);
  }
}

/** This machine's secrets, made on the first start; in a file that only its owner reads. */
export async function loadSecrets(dir: string): Promise<Secrets> {
  const file = join(dir, 'secrets.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => create(file))) as object;
  // One that a later version needs is made up by its first start.
  const read = secrets.safeParse({ mediaUrlSecret: made().mediaUrlSecret, ...kept });
  if (!read.success)
    throw new SetupError(`${file} is damaged: restore it, or begin anew with another --data-dir.`);
  if (Object.keys(read.data).some((name) => !(name in kept))) await replace(file, read.data);
  return read.data;
}

/** What subgraphs that run here read of the environment, where it says nothing. */
export function subgraphDefaults(
  { identityKeySecret, mediaUrlSecret }: Secrets,
  dataDir: string,
): Record<string, string> {
  return {
    IDENTITY_KEY_SECRET: identityKeySecret,
    MEDIA_URL_SECRET: mediaUrlSecret,
    MEDIA_DIR: join(dataDir, 'media'),
    MAIL_OUTBOX: join(dataDir, 'mail'),
  };
}

const made = (): Secrets => ({
  roleSecret: randomBytes(24).toString('base64url'),
  identityKeySecret: randomBytes(32).toString('base64url'),
  mediaUrlSecret: randomBytes(32).toString('base64url'),
  demoPassword: `ursa-${randomBytes(6).toString('hex')}`,
});

/** Written aside and linked into place, so that two first starts agree on one set. */
async function create(file: string): Promise<string> {
  const draft = await writeDraft(file, made());
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  return readFile(file, 'utf8');
}

async function replace(file: string, secrets: Secrets): Promise<void> {
  await rename(await writeDraft(file, secrets), file);
}

async function writeDraft(file: string, secrets: Secrets): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return draft;
}
