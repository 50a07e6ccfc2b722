import { Worker } from 'node:worker_threads';
import type { Answer, Demand } from './messages.ts';
import { isAnswer } from './messages.ts';

/** Largest heap of the thread: a plan that needs more is given up. Megabytes. */
const maxHeapMb = 512;

/** Why a demand has no answer. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly reason: 'too long' | 'too much' | 'stopped';

  constructor(reason: Unanswered['reason'], options?: ErrorOptions) {
    super(`The planning thread gave no answer: ${reason}.`, options);
    this.reason = reason;
  }
}

type Question = Exclude<Demand, { kind: 'close' }>;

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * The thread that plans, one demand after the other. It starts with the first demand; one that takes too long ends it, and
 * the next demand starts another, which knows nothing of what was opened in the one before: `epoch` tells them apart.
 */
export class PlanningThread {
  #worker: Worker | undefined;
  #pending: Pending | undefined;
  #epoch = 1;

  get epoch(): number {
    return this.#epoch;
  }

  /** Rejects with {@link Unanswered}. One at a time. */
  async ask(question: Question, timeoutMs: number): Promise<Answer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const timer = setTimeout(() => this.#end(worker, new Unanswered('too long')), timeoutMs);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#pending = { resolve, reject };
        worker.postMessage(question satisfies Demand);
      });
    } finally {
      clearTimeout(timer);
      this.#pending = undefined;
      worker.unref();
    }
  }

  /** Frees what was opened under this number. */
  forget(supergraph: number): void {
    this.#worker?.postMessage({ kind: 'close', supergraph } satisfies Demand);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./planning-worker.ts', import.meta.url), {
      name: 'planning',
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 8 },
    });
    worker.on('message', (message: object) => {
      if (this.#worker === worker && isAnswer(message)) this.#pending?.resolve(message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const tooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#end(worker, new Unanswered(tooMuch ? 'too much' : 'stopped', { cause: error }));
    });
    worker.on('exit', () => this.#end(worker, new Unanswered('stopped')));
    // An idle thread keeps no process alive.
    worker.unref();
    return worker;
  }

  #end(worker: Worker, reason: Unanswered): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#epoch += 1;
    void worker.terminate();
    this.#pending?.reject(reason);
  }
}
