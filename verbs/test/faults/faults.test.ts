import { resolve } from 'node:path';
import type { Failpoint } from '@ursa/outbox';
import { beforeAll, describe, expect, test } from 'vitest';
import { runExperiment } from './experiment.ts';
import { ownRabbit } from './own-rabbit.ts';
import { atMost } from './turns.ts';
import type { World } from './world.ts';
import { prepareWorlds } from './world.ts';

const rounds = Number(process.env['FAULT_ROUNDS'] ?? 50);
const failpoints: Failpoint[] = [
  'mutation.before-commit',
  'mutation.after-commit',
  'relay.after-confirm-before-mark',
  'consumer.before-commit',
  'consumer.after-commit-before-ack',
];

const root = resolve(import.meta.dirname, '..', '..', '..');
const inTurn = atMost(2);
let openWorld: () => Promise<World>;
beforeAll(async () => {
  openWorld = await prepareWorlds(root);
});

/** A run without RabbitMQ is about the broker that comes along, a run with it about RabbitMQ. */
const rabbit = ownRabbit();

describe.concurrent.each(failpoints)(
  `on ${rabbit ? 'RabbitMQ' : 'the in-process broker'}, processes that die at %s`,
  (failpoint) => {
    test('lose and double nothing', { timeout: 900_000 }, () =>
      inTurn(async () => {
        const broker = rabbit && ownRabbit();
        const result = await runExperiment({ failpoint, rabbit: broker, rounds }, await openWorld());
        const { acknowledged, unknown, rows, effects, kills, drainedInMs, tookMs, ...problems } = result;
        console.log(
          `${broker ? 'RabbitMQ' : 'in-process'}, ${failpoint}: ${kills} kills, ${acknowledged} acknowledged, ` +
            `${unknown} unknown, ${rows} rows, ${effects} effects, ` +
            `drained ${Math.round(drainedInMs)} ms after the last, ${Math.round(tookMs / kills)} ms a round`,
        );
        const none = { mutations: [], lost: [], duplicated: [], unexpected: [], disorder: [], left: [] };
        expect(problems).toEqual(none);
        expect(kills).toBe(rounds);
        expect(acknowledged).toBeGreaterThan(0);
        expect(effects).toBeGreaterThan(0);
      }),
    );
  },
);
