import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';
import { messageOf } from './message.ts';

/** Puts letters into a folder, each a file that mail programs open; a letter sent again takes its own place. */
export function outboxMail({ folder, from }: { folder: string; from: string }): Mail {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(letter) {
      const { message } = await composer.sendMail(messageOf(letter, from));
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${letter.id}.eml`);
      // Whoever reads the folder finds whole letters.
      const unfinished = `${file}.${process.pid}.tmp`;
      await writeFile(unfinished, message as Buffer, { mode: 0o600 });
      await rename(unfinished, file);
    },
    close: async () => composer.close(),
  };
}
