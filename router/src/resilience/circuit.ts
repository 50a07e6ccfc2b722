import type { CircuitSettings } from './resilience-settings.ts';
import { RollingCounts } from './rolling-counts.ts';

/** `closed`: requests go through. `open`: none does. `half-open`: one tries. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** How a request ended; `given up`: by whoever wanted it, which says nothing of the subgraph. */
export type Outcome = 'answered' | 'failed' | 'given up';

/** A circuit breaker over the rate of failures in a rolling window. */
export class Circuit {
  readonly #settings: CircuitSettings;
  readonly #onChange: (state: CircuitState) => void;
  readonly #counts: RollingCounts;
  #state: CircuitState = 'closed';
  #openedAt = 0;

  constructor(settings: CircuitSettings, onChange: (state: CircuitState) => void) {
    this.#settings = settings;
    this.#onChange = onChange;
    this.#counts = new RollingCounts(settings.windowMs);
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Whether no request may go through now. */
  get refuses(): boolean {
    if (this.#state === 'closed') return false;
    return this.#state === 'half-open' || performance.now() - this.#openedAt < this.#settings.openMs;
  }

  /** Whether a request may go through; then {@link note} must tell how it ended. */
  admit(): boolean {
    if (this.refuses) return false;
    if (this.#state === 'open') this.#change('half-open');
    return true;
  }

  note(outcome: Outcome): void {
    if (this.#state === 'closed') this.#count(outcome);
    else if (this.#state === 'half-open') this.#tried(outcome);
  }

  #count(outcome: Outcome): void {
    if (outcome === 'given up') return;
    const now = performance.now();
    this.#counts.note(outcome === 'failed', now);
    if (outcome === 'answered') return;
    const { requests, failures } = this.#counts.within(now);
    const { minRequests, failurePercent } = this.#settings;
    if (requests >= minRequests && failures * 100 > failurePercent * requests) this.#break();
  }

  /** Requests from before it opened may end meanwhile: what they tell counts as well. */
  #tried(outcome: Outcome): void {
    if (outcome === 'failed') this.#break();
    // The next one tries, at once.
    else if (outcome === 'given up') this.#change('open');
    else {
      this.#counts.clear();
      this.#change('closed');
    }
  }

  #break(): void {
    this.#openedAt = performance.now();
    this.#change('open');
  }

  #change(state: CircuitState): void {
    this.#state = state;
    this.#onChange(state);
  }
}
