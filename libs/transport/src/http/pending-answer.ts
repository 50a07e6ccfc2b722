import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { SubgraphRequest, SubgraphResponse } from '../contract.ts';
import { asGraphqlResponse } from '../graphql-response.ts';
import { travellingHeaders } from '../response-headers.ts';
import type { UnavailableReason } from '../subgraph-unavailable.ts';
import { SubgraphUnavailable } from '../subgraph-unavailable.ts';

interface Bounds {
  readonly name: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** What becomes of a call. */
interface Outcome {
  resolve(response: SubgraphResponse): void;
  reject(error: unknown): void;
  /** Makes the call again; undefined: it may not be. */
  readonly repeat: (() => void) | undefined;
  /** Called once, first. */
  done(): void;
}

/** How undici names a connection that the other side has closed. */
const hungUp: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** A call's answer on its way, from the request to its end, whichever way it ends. */
export class PendingAnswer implements Dispatcher.DispatchHandler {
  readonly #bounds: Bounds;
  readonly #request: SubgraphRequest;
  readonly #outcome: Outcome;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #settled = false;

  constructor(bounds: Bounds, request: SubgraphRequest, outcome: Outcome) {
    this.#bounds = bounds;
    this.#request = request;
    this.#outcome = outcome;
    this.#timer = setTimeout(() => {
      this.giveUp(this.#unavailable('timeout', `no answer within ${bounds.timeoutMs} ms`));
    }, bounds.timeoutMs);
    request.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Ends the call for this reason; nothing is read any more. */
  giveUp(error: unknown): void {
    if (!this.#settle()) return;
    this.#outcome.reject(error);
    this.#controller?.abort(ended);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It was given up while it waited for a connection.
    if (this.#settled) controller.abort(ended);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
    // The passport is ours: that it is refused is no client's fault, whatever the body says.
    if (status === 401 && this.#request.passport !== undefined) {
      this.giveUp(this.#unavailable('protocol', 'it refuses our passport'));
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const { maxBytes } = this.#bounds;
    if (this.#length > maxBytes) {
      this.giveUp(this.#unavailable('protocol', `the answer is longer than ${maxBytes} bytes`));
    }
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    const answer = asGraphqlResponse(parse(this.#text()));
    if (answer !== undefined) {
      this.#outcome.resolve(Object.assign(answer, travellingHeaders(this.#headers)));
    } else {
      this.#outcome.reject(
        this.#unavailable('protocol', `status ${this.#status} without a GraphQL response`),
      );
    }
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error & { code?: unknown }): void {
    if (!this.#settle()) return;
    const begun = this.#status !== 0;
    if (!begun && this.#outcome.repeat !== undefined && hungUp.has(error.code)) this.#outcome.repeat();
    else {
      const what = begun ? 'the answer broke off' : 'the connection failed';
      this.#outcome.reject(this.#unavailable('network', what, error));
    }
  }

  readonly #onAbort = (): void => this.giveUp(this.#request.signal?.reason);

  /** Whether this is the first end. */
  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#onAbort);
    this.#outcome.done();
    return true;
  }

  #text(): string {
    const [only] = this.#chunks;
    return (only !== undefined && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks)).toString();
  }

  #unavailable(reason: UnavailableReason, detail: string, cause?: unknown): SubgraphUnavailable {
    return new SubgraphUnavailable(this.#bounds.name, reason, detail, cause);
  }
}

/** Nobody sees it. */
const ended = new Error('The call has ended.');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
