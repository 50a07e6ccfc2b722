import { describe, expect, it } from 'vitest';
import { createMetrics } from '../src/index.ts';

describe('metrics', () => {
  it('count, set and observe under their labels', async () => {
    const metrics = createMetrics({ defaults: false });
    const labels = { subgraph: 5 };
    metrics.counter({ name: 'ursa_requests_total', help: 'Requests.', labels }).add({ subgraph: 'posts' }, 2);
    metrics.gauge({ name: 'ursa_connections', help: 'Connections.', labels }).set({ subgraph: 'posts' }, 7);
    const seconds = metrics.histogram({
      name: 'ursa_seconds',
      help: 'Durations.',
      labels,
      buckets: [0.1, 1],
    });
    seconds.observe({ subgraph: 'posts' }, 0.5);
    const text = await metrics.text();
    expect(text).toContain('ursa_requests_total{subgraph="posts"} 2');
    expect(text).toContain('ursa_connections{subgraph="posts"} 7');
    expect(text).toContain('ursa_seconds_bucket{le="0.1",subgraph="posts"} 0');
    expect(text).toContain('ursa_seconds_bucket{le="1",subgraph="posts"} 1');
  });

  it('measure time in seconds', async () => {
    const metrics = createMetrics({ defaults: false });
    const stop = metrics.histogram({ name: 'ursa_seconds', help: 'Durations.' }).start();
    stop({});
    const sum = Number(/ursa_seconds_sum (\S+)/.exec(await metrics.text())?.[1]);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(1);
  });

  it('keep no more values of a label than its bound, and count the rest together', async () => {
    const metrics = createMetrics({ defaults: false });
    const operations = metrics.counter({
      name: 'ursa_operations_total',
      help: 'Operations.',
      labels: { name: 2 },
    });
    for (const name of ['Feed', 'Post', 'a', 'b', 'c', 'Feed', '__proto__']) operations.add({ name });
    const series = (await metrics.text())
      .split('\n')
      .filter((line) => line.startsWith('ursa_operations_total'));
    expect(series).toEqual([
      'ursa_operations_total{name="Feed"} 2',
      'ursa_operations_total{name="Post"} 1',
      'ursa_operations_total{name="other"} 4',
    ]);
  });

  it('share an instrument that several parts ask for', async () => {
    const metrics = createMetrics({ defaults: false });
    for (const subgraph of ['posts', 'comments']) {
      metrics
        .counter({ name: 'ursa_events_total', help: 'Events.', labels: { subgraph: 5 } })
        .add({ subgraph });
    }
    const text = await metrics.text();
    expect(text.match(/# TYPE ursa_events_total/g)).toHaveLength(1);
    expect(text.match(/^ursa_events_total\{/gm)).toHaveLength(2);
  });

  it('read gauges when they are asked for', async () => {
    const metrics = createMetrics({ defaults: false });
    let waiting = 1;
    const gauge = { name: 'ursa_outbox_waiting', help: 'Waiting.', labels: { subgraph: 5 } };
    metrics.read(gauge, { subgraph: 'posts' }, () => waiting);
    metrics.read(gauge, { subgraph: 'comments' }, async () => 9);
    expect(await metrics.text()).toContain('ursa_outbox_waiting{subgraph="posts"} 1');
    waiting = 2;
    const text = await metrics.text();
    expect(text).toContain('ursa_outbox_waiting{subgraph="posts"} 2');
    expect(text).toContain('ursa_outbox_waiting{subgraph="comments"} 9');
  });

  it('leave out a gauge that cannot be read any more, or is not to be, and give the rest', async () => {
    const metrics = createMetrics({ defaults: false });
    const gauge = { name: 'ursa_waiting', help: 'Waiting.', labels: { subgraph: 5 } };
    let isAway = false;
    metrics.read(gauge, { subgraph: 'posts' }, async () => {
      if (isAway) throw new Error('the database is away');
      return 1;
    });
    const end = metrics.read(gauge, { subgraph: 'profiles' }, () => 2);
    metrics.read(gauge, { subgraph: 'comments' }, () => 3);
    expect((await metrics.text()).match(/^ursa_waiting\{/gm)).toHaveLength(3);
    isAway = true;
    end();
    const text = await metrics.text();
    expect(text.match(/^ursa_waiting.*/gm)).toEqual(['ursa_waiting{subgraph="comments"} 3']);
  });

  it('include those of the process, in several registries at once', async () => {
    for (const metrics of [createMetrics(), createMetrics()]) {
      expect(await metrics.text()).toMatch(/^process_resident_memory_bytes \d+/m);
      expect(await metrics.text()).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    }
  });
});
