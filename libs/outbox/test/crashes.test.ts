import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment, waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rabbitPost } from './support/adapters.ts';
import type { World } from './support/world.ts';
import { numbered, openWorld } from './support/world.ts';

const { rabbitmqUrl } = environment;
const program = new URL('programs/estate.ts', import.meta.url);

const brokers = [{ name: 'in-process', rabbitmq: '' }];
if (rabbitmqUrl) brokers.push({ name: 'RabbitMQ', rabbitmq: rabbitmqUrl });

describe.each(brokers)('processes that die, $name', ({ rabbitmq }) => {
  let world: World;
  let prefix = '';
  beforeEach(async () => {
    const post = rabbitmq ? await rabbitPost(rabbitmq) : undefined;
    prefix = post?.prefix ?? '';
    world = await openWorld(
      post ?? { process: () => Promise.reject(new Error('no')), close: async () => {} },
    );
  });
  const running = new Set<ChildProcess>();
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL');
    await world.close();
  });

  function live(variables: Record<string, string> = {}) {
    const env = {
      ...{ PATH: process.env['PATH'], GARDEN_URL: world.garden.url, KITCHEN_URL: world.kitchen.url },
      ...{ RABBITMQ: rabbitmq, PREFIX: prefix, ...variables },
    };
    const child = spawn(process.execPath, [program.pathname], {
      env,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    running.add(child);
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    void ended.then(() => running.delete(child));
    return { child, ended };
  }

  const beds = ['a', 'b', 'c'];

  test('at every failpoint, again and again, lose nothing, double nothing and disorder nothing', async () => {
    const consumed = ['consumer.before-commit', 'consumer.after-commit-before-ack'];
    const points = ['relay.after-confirm-before-mark', ...consumed, ...consumed.map((point) => `${point}:3`)];
    let planted = 0;
    for (const point of points) {
      const plants = numbered(10, planted + 1);
      planted += 10;
      await Promise.all(beds.map((bed) => world.plant(bed, ...plants)));
      expect(await live({ FAILPOINT: point }).ended).toEqual([null, 'SIGKILL']);
    }
    const last = live();
    await waitFor(async () => expect(await world.effects()).toHaveLength(planted * beds.length), {
      timeoutMs: 20_000,
    });
    await waitFor(async () => (await world.unpublished()) === 0);
    for (const bed of beds) expect(await world.effects(bed)).toEqual(numbered(planted));
    last.child.kill('SIGTERM');
    expect(await last.ended).toEqual([0, null]);
  }, 90_000);

  test('of one event put that one aside and no other', async () => {
    const good = numbered(12);
    await Promise.all([
      ...beds.map((bed) => world.plant(bed, ...good)),
      world.plant('x', 'hemlock', 'parsley'),
    ]);
    let deaths = 0;
    let last = live({ ATTEMPTS: '2' });
    const all = good.length * beds.length + 1;
    for (;;) {
      const ended = await Promise.race([
        last.ended.then(() => true),
        waitFor(async () => (await world.effects()).length === all, { timeoutMs: 20_000 }).then(() => false),
      ]);
      if (!ended) break;
      deaths += 1;
      last = live({ ATTEMPTS: '2' });
    }
    last.child.kill('SIGTERM');
    await last.ended;
    // The first time nobody could know; from the second delivery on every attempt is counted.
    expect(deaths).toBeGreaterThanOrEqual(2);
    expect(deaths).toBeLessThanOrEqual(3);
    for (const bed of beds) expect(await world.effects(bed)).toEqual(good);
    expect(await world.effects('x')).toEqual(['parsley']);
    const { rows } = await world.kitchen.db.execute(
      sql`select aggregate, last_error from inbox where dead_at is not null`,
    );
    expect(rows).toEqual([
      { aggregate: 'bed_x', last_error: 'the process ended while it handled this event' },
    ]);
  }, 60_000);
});
