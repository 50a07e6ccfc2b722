import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import type { RouterSettings } from '../../src/index.ts';
import { defaultSettings } from '../../src/index.ts';
import { ask } from '../world/ask.ts';
import { startWorld, supergraphOf } from '../world/world.ts';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** Everything is everywhere: the number of ways to a nested field multiplies with every level. */
const supergraphSdl = supergraphOf(
  range(3).map((at) => ({
    name: `everything${at}`,
    sdl: /* GraphQL */ `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
      type Query { things: [Thing!]! @shareable }
      interface Thing { id: ID! left: Thing right: Thing }
      ${range(4).map(
        (kind) => `type Thing${kind} implements Thing @key(fields: "id") {
          id: ID! @shareable left: Thing @shareable right: Thing @shareable own${at}: Int }`,
      )}`,
  })),
);

const nest = (depth: number): string =>
  depth === 0
    ? '{ ... on Thing0 { own1 } ... on Thing1 { own2 } }'
    : `{ left ${nest(depth - 1)} right ${nest(depth - 1)} }`;

/** Minutes of planning. */
const bomb = `{ things ${nest(3)} }`;

function start(planning: Partial<RouterSettings['planning']>) {
  return startWorld(
    { planning: { ...defaultSettings.planning, ...planning } },
    {
      supergraphSdl,
      transports: () => ({
        execute: async () => ({ data: { things: [] } }),
        subscribe: () => {
          throw new Error('Nothing is streamed here.');
        },
        close: async () => undefined,
      }),
    },
  );
}

it('gives up a plan that takes too long, while everything else goes on', async () => {
  const { url } = await start({ timeoutMs: 500 });
  await ask(url, '{ things { id } }');
  let exploded = false;
  const exploding = ask(url, bomb).finally(() => {
    exploded = true;
  });
  let answers = 0;
  let slowestMs = 0;
  while (!exploded) {
    const startedAt = performance.now();
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await ask(url, '{ things { id } }')).data).toEqual({ things: [] });
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    answers += 1;
  }
  expect(answers).toBeGreaterThan(5);
  expect(slowestMs).toBeLessThan(400);
  expect((await exploding).errors).toMatchObject([
    { message: expect.stringContaining('500 ms'), extensions: { code: 'PLANNING_TOO_LONG' } },
  ]);

  expect((await ask(url, '{ things { __typename } }')).data).toEqual({ things: [] });
  const startedAt = performance.now();
  expect((await ask(url, bomb)).errors).toMatchObject([{ extensions: { code: 'PLANNING_TOO_LONG' } }]);
  expect(performance.now() - startedAt).toBeLessThan(400);
});

it('makes a plan once that many want at the same time', async () => {
  const { url } = await start({});
  const answers = await Promise.all(range(10).map(() => ask(url, '{ things { id left { id } } }')));
  for (const { data } of answers) expect(data).toEqual({ things: [] });
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/ursa_router_plans_total\{cache="miss"\} 1/);
});

it('lets only so many new operations wait for their plans', async () => {
  const { url } = await start({ timeoutMs: 1_000, maxQueued: 1 });
  const answers = await Promise.all(
    [bomb, '{ things { id } }', '{ things { __typename } }'].map((operation) => ask(url, operation)),
  );
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.['code']);
  expect(codes.filter((code) => code === 'PLANNING_OVERLOADED')).toHaveLength(1);
});

it('gives back what the thread no longer uses, and goes on', async () => {
  const thread = new Worker(new URL('./collecting.ts', import.meta.url), { execArgv: [] });
  onTestFinished(() => void thread.terminate());
  const tell = async (word: string): Promise<{ held: number; bytes: number }> => {
    const answer = once(thread, 'message');
    thread.postMessage(word);
    return (await answer)[0];
  };
  const full = await tell('hold');
  await tell('drop');
  for (let times = 0; times < 2; times += 1) {
    const collected = await tell('collect');
    expect(collected.bytes).toBeLessThan(full.bytes / 2);
  }
  expect(await tell('hold')).toMatchObject({ held: full.held });
});
