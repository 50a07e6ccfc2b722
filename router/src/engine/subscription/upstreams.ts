import type { ResumeSettings } from './events.ts';
import type { Tap } from './tap.ts';
import type { StreamSource } from './upstream.ts';
import { Upstream } from './upstream.ts';

/** The open streams of subgraphs: one for all who follow it from the same place. */
export class Upstreams {
  readonly #settings: ResumeSettings;
  readonly #open = new Map<string, Set<Upstream>>();

  constructor(settings: ResumeSettings) {
    this.#settings = settings;
  }

  /** Follows a stream from behind this cursor; undefined: from now on. */
  tap(source: StreamSource, after: unknown): Tap {
    const fits = ({ live, position }: Upstream): boolean => (after === undefined ? live : position === after);
    for (const upstream of this.#open.get(source.key) ?? []) if (fits(upstream)) return upstream.tap();
    return this.#begin(source, after);
  }

  #begin(source: StreamSource, after: unknown): Tap {
    const alike = this.#open.get(source.key) ?? new Set();
    const upstream = new Upstream(source, after, (closed) => {
      alike.delete(closed);
      if (alike.size === 0) this.#open.delete(source.key);
    });
    this.#open.set(source.key, alike.add(upstream));
    const tap = upstream.tap();
    void upstream.run(this.#settings, (one) => this.#twin(one));
    return tap;
  }

  /** Streams of different beginnings that have told of the same event go on alike: one of them is enough. */
  #twin(upstream: Upstream): Upstream | undefined {
    const { source, position } = upstream;
    if (position === undefined) return undefined;
    for (const other of this.#open.get(source.key) ?? []) {
      if (other !== upstream && other.position === position) return other;
    }
    return undefined;
  }
}
