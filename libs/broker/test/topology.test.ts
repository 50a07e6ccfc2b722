import { expect, test } from 'vitest';
import { silentLog } from '../src/index.ts';
import { defaultRabbitSettings } from '../src/rabbit/settings.ts';
import { createTopology } from '../src/rabbit/topology.ts';

const topology = createTopology({ ...defaultRabbitSettings, prefix: 'p.', partitions: 4 }, silentLog);

test('names carry the prefix, so that systems can share a server', () => {
  expect(topology.exchange).toBe('p.ursa.events');
  expect(topology.queuesOf('kitchen')).toEqual(['p.kitchen.0', 'p.kitchen.1', 'p.kitchen.2', 'p.kitchen.3']);
  expect(topology.deadQueueOf('kitchen')).toBe('p.kitchen.dead');
});

test('an aggregate always goes the same way, and aggregates spread over all queues', () => {
  const keys = Array.from({ length: 400 }, (_, n) => topology.routingKey('kitchen', `bed_${n}`));
  expect(topology.routingKey('kitchen', 'bed_7')).toBe(keys[7]);
  const shares = Map.groupBy(keys, (key) => key);
  expect([...shares.keys()].toSorted()).toEqual(['kitchen.0', 'kitchen.1', 'kitchen.2', 'kitchen.3']);
  for (const share of shares.values()) expect(share.length).toBeGreaterThan(60);
});
