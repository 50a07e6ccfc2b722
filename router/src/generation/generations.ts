import type { Log } from '@ursa/telemetry';
import type { Generation, GenerationParts } from './generation.ts';
import { buildGeneration } from './generation.ts';
import { warnOfUnknownNames } from './unknown-names.ts';
import { warmUp } from './warm-up.ts';

export interface GenerationsParts extends GenerationParts {
  readonly log: Log;
}

/** The supergraph that serves, and its exchange for another one. */
export class Generations {
  readonly #parts: GenerationsParts;
  #current: Generation;
  /** Those that finish what they began. */
  readonly #retiring = new Set<Generation>();
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(first: Generation, parts: GenerationsParts) {
    this.#current = first;
    this.#parts = parts;
  }

  /** Rejects with `SupergraphRefused`. */
  static async open(sdl: string, parts: GenerationsParts): Promise<Generations> {
    const first = await buildGeneration(sdl, parts);
    warnOfUnknownNames(first, parts.settings, parts.log);
    return new Generations(first, parts);
  }

  get current(): Generation {
    return this.#current;
  }

  /**
   * Serves another supergraph from now on: it is read and warmed up while the old one serves, which finishes what it
   * began. Rejects with `SupergraphRefused`; then nothing has changed. One after the other.
   */
  swap(sdl: string): Promise<void> {
    const swapped = this.#turn.then(() => this.#swap(sdl));
    this.#turn = swapped.catch(() => undefined);
    return swapped;
  }

  async #swap(sdl: string): Promise<void> {
    const { settings, observations, log } = this.#parts;
    const old = this.#current;
    if (this.#closed || old.engine.supergraphSdl === sdl) return;
    const startedAt = performance.now();
    try {
      const next = await buildGeneration(sdl, this.#parts);
      await warmUp(old, next, settings.warmUp);
      this.#current = next;
    } catch (error) {
      observations.swapped(false);
      throw error;
    }
    observations.swapped(true);
    log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'Another supergraph serves');
    warnOfUnknownNames(this.#current, settings, log);
    this.#retire(old);
  }

  #retire(old: Generation): void {
    this.#retiring.add(old);
    old
      .retire()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'A supergraph did not end'))
      .finally(() => this.#retiring.delete(old));
  }

  /** Lets go of everything. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await Promise.all([this.#current, ...this.#retiring].map((generation) => generation.close()));
  }
}
