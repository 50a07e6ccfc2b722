import { describe, expect, it } from 'vitest';
import type { LogSettings } from '../src/index.ts';
import { createLog, requestLog } from '../src/index.ts';

/** A log and the lines it has written. */
function capture(settings: Partial<LogSettings> = {}) {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const log = createLog({ name: 'posts', level: 'debug', pretty: false, stream, ...settings });
  const entry = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
  return { log, lines, entry };
}

const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl';

describe('an entry', () => {
  it('says when, how bad, who and what', () => {
    const { log, entry } = capture();
    log.warn({ attempts: 3 }, 'will try again');
    expect(entry()).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      level: 'warn',
      name: 'posts',
      attempts: 3,
      msg: 'will try again',
    });
  });

  it('carries the id of its request, and an error its stack', () => {
    const { log, entry } = capture();
    requestLog(log, 'request 1').error({ err: new Error('a bug') }, 'failed');
    expect(entry()).toMatchObject({
      requestId: 'request 1',
      err: { message: 'a bug', stack: expect.any(String) },
    });
  });

  it('below the level is not written', () => {
    const { log, lines } = capture({ level: 'warn' });
    log.info('quiet');
    log.warn('loud');
    expect(lines).toHaveLength(1);
  });
});

describe('a secret', () => {
  it.each([
    { password: 'hunter2' },
    { input: { password: 'hunter2' } },
    { variables: { input: { password: 'hunter2', newPassword: 'hunter2' } } },
    { headers: { authorization: 'hunter2', cookie: 'hunter2', 'ursa-passport': 'hunter2' } },
    { req: { headers: { authorization: 'hunter2', 'ursa-refresh-token': 'hunter2' } } },
    { session: { accessToken: 'hunter2', refreshToken: 'hunter2' } },
    { headers: { 'set-cookie': ['hunter2', 'hunter2'] } },
    { key: { privateKey: { d: 'hunter2' } } },
    { payload: { connectionParams: { authorization: 'hunter2' } } },
  ])('is blacked out by its name: %j', (fields) => {
    const { log, lines } = capture();
    log.info(fields, 'fields');
    log.child(fields).info('bindings');
    expect(lines.join()).not.toContain('hunter2');
    expect(lines.every((line) => line.includes('[redacted]'))).toBe(true);
  });

  it.each([
    'connecting to postgres://ursa:hunter2@127.0.0.1:5432/posts failed',
    'redis://:hunter2@127.0.0.1 is away',
    'authorization was Bearer hunter2',
    `the token ${jwt} has expired`,
  ])('is blacked out inside a text: %s', (text) => {
    const { log, lines } = capture();
    log.info(text);
    log.error({ err: new Error(text) }, 'failed');
    log.info({ detail: { why: text } }, 'told');
    expect(lines.join()).not.toMatch(/hunter2|c2lnbmF0dXJl/);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('is all that is blacked out', () => {
    const { log, lines } = capture();
    const harmless = { tokens: 7, passwordless: true, url: 'https://ursa.example/a:b@c', author: 'Ada' };
    log.info(harmless, 'see http://127.0.0.1:4000/graphql');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      ...harmless,
      msg: 'see http://127.0.0.1:4000/graphql',
    });
  });
});

describe('a log for people', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  const colour = /\u001b\[\d+m/g;

  it('is one line per entry', () => {
    const { log, lines } = capture({ pretty: true });
    log.info({ port: 4000, url: 'http://localhost:4000', list: [1, 2] }, 'listening');
    expect(lines[0]?.replaceAll(colour, '')).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} info {2}posts: listening port=4000 url=http:\/\/localhost:4000 list=\[1,2\]\n$/,
    );
  });

  it('shows the stack of an error below, and no secret', () => {
    const { log, lines } = capture({ pretty: true });
    log.error({ err: new Error('postgres://u:hunter2@db'), password: 'hunter2' }, 'failed');
    const [first, second, third] = lines.join('').replaceAll(colour, '').split('\n');
    expect(first).toMatch(/error posts: failed password=\[redacted\]$/);
    expect(second).toBe('  Error: postgres://u:[redacted]@db');
    expect(third).toMatch(/^ {6}at /);
  });
});
