import * as prometheus from 'prom-client';
import { boundLabels } from './labels.ts';

export { OTHER } from './labels.ts';

/** Each label and how many different values it may take; what comes after those is counted as `other`. */
export type Labels<L extends string> = Record<L, number>;

/** What is measured. Names follow Prometheus: `ursa_<thing>_<unit>[_total]`, durations in seconds. */
export interface Instrument<L extends string> {
  name: string;
  help: string;
  labels?: Labels<L>;
}

export interface Counter<L extends string> {
  add(labels: Record<L, string>, by?: number): void;
}

export interface Gauge<L extends string> {
  set(labels: Record<L, string>, value: number): void;
  /** Forgets the value: the series is absent until it is set again. */
  clear(labels: Record<L, string>): void;
}

export interface Histogram<L extends string> {
  observe(labels: Record<L, string>, value: number): void;
  /** Starts a clock; calling the answer observes the seconds that have passed. */
  start(): (labels: Record<L, string>) => void;
}

/** The metrics of a process. Asking twice for the same name gives the same instrument. */
export interface Metrics {
  counter<L extends string = never>(instrument: Instrument<L>): Counter<L>;
  gauge<L extends string = never>(instrument: Instrument<L>): Gauge<L>;
  histogram<L extends string = never>(instrument: Instrument<L> & { buckets?: number[] }): Histogram<L>;
  /**
   * A gauge that is read when it is asked for; absent while reading it fails. Several readers of one name differ in
   * their labels. Returns what ends the reading.
   */
  read<L extends string = never>(
    instrument: Instrument<L>,
    labels: Record<L, string>,
    value: () => number | Promise<number>,
  ): () => void;
  readonly contentType: string;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
}

export interface MetricsSettings {
  /** Adds event loop, garbage collection, memory and CPU. @default true */
  defaults?: boolean;
}

/** From a cache hit to a timeout, in seconds. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics({ defaults = true }: MetricsSettings = {}): Metrics {
  const registry = new prometheus.Registry();
  if (defaults) prometheus.collectDefaultMetrics({ register: registry });
  const instruments = new Map<string, unknown>();
  const readers = new Map<string, Set<() => Promise<void>>>();

  const once = <T>(kind: string, name: string, make: () => T): T => {
    const key = `${kind} ${name}`;
    const known = (instruments.get(key) as T | undefined) ?? make();
    instruments.set(key, known);
    return known;
  };

  const gauge = <L extends string>({ name, help, labels }: Instrument<L>): Gauge<L> =>
    once('gauge', name, () => {
      const bound = boundLabels(labels);
      const collect = async (): Promise<void> => {
        await Promise.all([...(readers.get(name) ?? [])].map((read) => read()));
      };
      const metric = new prometheus.Gauge({
        name,
        help,
        labelNames: bound.names,
        registers: [registry],
        collect,
      });
      return {
        set: (values, value) => metric.set(bound.within(values), value),
        clear: (values) => metric.remove(bound.within(values)),
      };
    });

  return {
    gauge,
    counter: ({ name, help, labels }) =>
      once('counter', name, () => {
        const bound = boundLabels(labels);
        const metric = new prometheus.Counter({ name, help, labelNames: bound.names, registers: [registry] });
        return { add: (values, by = 1) => metric.inc(bound.within(values), by) };
      }),
    histogram: ({ name, help, labels, buckets = durations }) =>
      once('histogram', name, () => {
        const bound = boundLabels(labels);
        const metric = new prometheus.Histogram({
          name,
          help,
          labelNames: bound.names,
          buckets,
          registers: [registry],
        });
        const observe: Histogram<string>['observe'] = (values, value) =>
          metric.observe(bound.within(values), value);
        const start: Histogram<string>['start'] = () => {
          const from = performance.now();
          return (values) => observe(values, (performance.now() - from) / 1_000);
        };
        return { observe, start };
      }),
    read(instrument, labels, value) {
      const target = gauge(instrument);
      const read = async (): Promise<void> => {
        try {
          target.set(labels, await value());
        } catch {
          target.clear(labels);
        }
      };
      const readersOfName = readers.get(instrument.name) ?? new Set();
      readers.set(instrument.name, readersOfName.add(read));
      return () => {
        readersOfName.delete(read);
        target.clear(labels);
      };
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
