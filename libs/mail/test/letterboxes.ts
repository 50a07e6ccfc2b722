import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Mail } from '../src/index.ts';
import { outboxMail, smtpMail } from '../src/index.ts';
import { parseLetter } from './parse-letter.ts';

/** Where letters arrive, and how a test looks at them. */
export interface Letterbox {
  mail(from: string, password?: string): Mail;
  /** Its headers by lower-case name, and its `body`. */
  letter(id: string): Promise<Record<string, string> & { body: string }>;
  /** How many whose id begins so. */
  count(prefix: string): Promise<number>;
  close(): Promise<void>;
}

export async function folderBox(): Promise<Letterbox> {
  const folder = await mkdtemp(join(tmpdir(), 'ursa-mail-'));
  return {
    mail: (from) => outboxMail({ folder: join(folder, 'sent'), from }),
    letter: async (id) => parseLetter(await readFile(join(folder, 'sent', `${id}.eml`), 'utf8')),
    count: async (prefix) =>
      (await readdir(join(folder, 'sent'))).filter((name) => name.startsWith(prefix)).length,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A server that does not know `unknown@…` and is busy for `busy@…`. */
export async function smtpBox(login?: { user: string; password: string }): Promise<Letterbox> {
  const arrived: string[] = [];
  const refuse = (code: number) => Object.assign(new Error('not now'), { responseCode: code });
  const server = new SMTPServer({
    closeTimeout: 100,
    disabledCommands: login ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    ...(login && { authOptional: false, allowInsecureAuth: true }),
    onAuth: ({ username, password }, _, done) =>
      username === login?.user && password === login?.password
        ? done(null, { user: username })
        : done(refuse(535)),
    onRcptTo({ address }, _, done) {
      if (address.startsWith('unknown@')) return done(refuse(550));
      return done(address.startsWith('busy@') ? refuse(450) : null);
    },
    async onData(stream, _, done) {
      arrived.push(await text(stream));
      done();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  const named = (id: string) => arrived.filter((raw) => raw.includes(`<${id}`));
  return {
    mail(from, password = login?.password ?? '') {
      const who = login ? `${login.user}:${encodeURIComponent(password)}@` : '';
      return smtpMail({ url: `smtp://${who}127.0.0.1:${port}`, from });
    },
    async letter(id) {
      const [raw] = named(`${id}@`);
      if (raw === undefined) throw new Error(`${id} did not arrive.`);
      return parseLetter(raw);
    },
    count: async (prefix) => named(prefix).length,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}
