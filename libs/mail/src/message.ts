import type { Letter } from './mail.ts';
import { MailRefused } from './mail.ts';

const address = /^[^\s<>,;:"()[\]\\@]{1,64}@[^\s<>,;:"()[\]\\@]{1,255}$/;
const plainId = /^[\w.-]{1,100}$/;

/** The letter as nodemailer takes it. Throws MailRefused where its parts would mean something else on the wire. */
export function messageOf({ id, to, subject, text }: Letter, from: string) {
  if (!address.test(to)) throw new MailRefused('The letter has no address to go to.');
  if (!plainId.test(id)) throw new MailRefused('The id of the letter is none.');
  const host = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    to: { name: '', address: to },
    // A header ends with its line.
    subject: subject.replace(/[\r\n]+/g, ' '),
    text,
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    // What is in a letter is what it says, and nothing that it names.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
