import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '../src/index.ts';
import { MailRefused } from '../src/index.ts';
import type { Letterbox } from './letterboxes.ts';
import { folderBox, smtpBox } from './letterboxes.ts';

const from = 'Ursa <post@ursa.example>';

// ONE body for every adapter of the port.
describe.each([
  ['a folder', folderBox],
  ['an SMTP server', smtpBox],
])('mail into %s', (_, open) => {
  let box: Letterbox;
  let mail: Mail;
  beforeAll(async () => {
    box = await open();
    mail = box.mail(from);
  });
  afterAll(async () => {
    await mail.close();
    await box.close();
  });

  test('arrives as it was written, from whom it is, to whom it is for', async () => {
    const text = 'Grüße,\n\n.a line with a dot\nFrom here on 💌\n';
    await mail.send({ id: 'first-1', to: 'ada@ursa.example', subject: '3 neue Grüße', text });
    const letter = await box.letter('first-1');
    expect(letter).toMatchObject({
      from,
      to: 'ada@ursa.example',
      subject: '3 neue Grüße',
      'message-id': '<first-1@ursa.example>',
      'auto-submitted': 'auto-generated',
    });
    expect(letter['body'].trimEnd()).toBe(text.trimEnd());
  });

  test('starts no header of its own from what it says', async () => {
    await mail.send({
      id: 'inject-1',
      to: 'ada@ursa.example',
      subject: 'Hello\r\nBcc: eve@ursa.example\n\nbody',
      text: 'x',
    });
    const letter = await box.letter('inject-1');
    expect(letter['bcc']).toBeUndefined();
    expect(letter['subject']).toBe('Hello Bcc: eve@ursa.example body');
    expect(letter['body'].trim()).toBe('x');
  });

  test.each(['', 'nobody', 'a@b, eve@ursa.example', 'Eve <eve@ursa.example>', 'a@b\r\nBcc: c@d'])(
    'goes to no address that is %j, however often',
    async (to) => {
      const sent = mail.send({ id: 'refused-1', to, subject: 's', text: 't' });
      await expect(sent).rejects.toThrow(MailRefused);
    },
  );

  test('goes under no id that is a path', async () => {
    const sent = mail.send({ id: '../x', to: 'ada@ursa.example', subject: 's', text: 't' });
    await expect(sent).rejects.toThrow(MailRefused);
  });

  test('many at once arrive, each once', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => `many-${n}`);
    await Promise.all(ids.map((id) => mail.send({ id, to: 'ada@ursa.example', subject: id, text: id })));
    for (const id of ids) expect((await box.letter(id))['subject']).toBe(id);
    expect(await box.count('many-')).toBe(20);
  });
});

describe('an SMTP server', () => {
  test('that refuses the address is not to be asked again; one that is busy or away is', async () => {
    const box = await smtpBox();
    const mail = box.mail(from);
    const to = (name: string) => mail.send({ id: name, to: `${name}@ursa.example`, subject: 's', text: 't' });
    await expect(to('unknown')).rejects.toThrow(MailRefused);
    await expect(to('busy')).rejects.not.toThrow(MailRefused);
    await box.close();
    await expect(to('ada')).rejects.not.toThrow(MailRefused);
    await mail.close();
  });

  test('that wants to know who sends is told, and another password is not for good', async () => {
    const box = await smtpBox({ user: 'ursa', password: 'a secret/@' });
    const mail = box.mail(from);
    await mail.send({ id: 'auth-1', to: 'ada@ursa.example', subject: 's', text: 't' });
    expect((await box.letter('auth-1'))['subject']).toBe('s');
    const wrong = box.mail(from, 'another');
    const sent = wrong.send({ id: 'auth-2', to: 'ada@ursa.example', subject: 's', text: 't' });
    await expect(sent).rejects.not.toThrow(MailRefused);
    await Promise.all([mail.close(), wrong.close()]);
    await box.close();
  });
});
