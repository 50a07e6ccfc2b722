/** One piece of work in a trace. */
export interface Work {
  readonly name: string;
  /** `server`: somebody asked for it; `client`: it asks somebody. @default 'internal' */
  readonly kind?: 'server' | 'client' | 'internal';
  readonly attributes?: Readonly<Record<string, string | number>>;
}

/** What can still be said of it while it goes on. */
export interface WorkSpan {
  rename(name: string): void;
  /** It has failed, though it ends without throwing. */
  fail(message: string): void;
}

/** Headers as Node gives them. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What records traces. */
export interface Tracer {
  run<T>(work: Work, act: (span: WorkSpan) => Promise<T>): Promise<T>;
  /** Begins a piece of work that ends when what is returned is called. */
  begin(work: Work): (error?: unknown) => void;
  under<T>(headers: Headers, act: () => T): T;
  headers(): Record<string, string>;
}

let tracer: Tracer | undefined;

/** Whether anybody records traces. */
export function isTracing(): boolean {
  return tracer !== undefined;
}

/** From now on `recorder` does, or nobody. */
export function traceWith(recorder: Tracer | undefined): void {
  tracer = recorder;
}

const unheard: WorkSpan = { rename: () => undefined, fail: () => undefined };

/** Runs a piece of work. Without tracing this costs the call alone. */
export function traced<T>(work: Work, act: (span: WorkSpan) => Promise<T>): Promise<T> {
  return tracer === undefined ? act(unheard) : tracer.run(work, act);
}

/** Begins a piece of work for those who learn of its end by a callback; undefined without tracing. */
export function beginTraced(work: Work): ((error?: unknown) => void) | undefined {
  return tracer?.begin(work);
}

/** Goes on with the trace that these request headers tell of (W3C Trace Context: `traceparent`, `tracestate`). */
export function underTrace<T>(headers: Headers, act: () => T): T {
  return tracer === undefined ? act() : tracer.under(headers, act);
}

/** The request headers that let others go on with this trace; none without tracing. */
export function traceHeaders(): Record<string, string> | undefined {
  return tracer?.headers();
}
