import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { requestError } from '../../request/errors.ts';
import type { Overrides } from '../overrides.ts';
import type { Answer, Demand, Opened, Refusal } from './messages.ts';
import { PlanningThread, Unanswered } from './planning-thread.ts';

/** Bounds of planning. */
export interface PlanningSettings {
  /** Longest time for one plan. */
  timeoutMs: number;
  /** Most plans that wait for others. */
  maxQueued: number;
}

/** Longest time to read a supergraph. */
const openTimeoutMs = 60_000;

/** A supergraph that is not one, or not a valid one. The message says why. */
export class SupergraphRefused extends Error {
  override readonly name = 'SupergraphRefused';
}

/** One thread plans for every supergraph of the process, one plan after the other. */
const thread = new PlanningThread();
let turn: Promise<unknown> = Promise.resolve();
let lastNumber = 0;

function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const mine = turn.then(act);
  turn = mine.catch(() => undefined);
  return mine;
}

/** Plans operations of one supergraph in another thread, so that this one goes on meanwhile. */
export class Planning {
  readonly #sdl: string;
  readonly #settings: PlanningSettings;
  readonly #number: number;
  #epoch = 0;
  #queued = 0;

  private constructor(sdl: string, settings: PlanningSettings) {
    this.#sdl = sdl;
    this.#settings = settings;
    lastNumber += 1;
    this.#number = lastNumber;
  }

  /** Rejects with {@link SupergraphRefused} when the SDL is not a valid Federation 2 supergraph. */
  static async open(
    sdl: string,
    settings: PlanningSettings,
  ): Promise<{ readonly planning: Planning; readonly opened: Opened }> {
    const planning = new Planning(sdl, settings);
    const opened = await inTurn(() => planning.#open());
    return { planning, opened };
  }

  /** Plans that wait, the one that is made included. */
  get queued(): number {
    return this.#queued;
  }

  /**
   * The plan of a validated document's operation. Rejects with a GraphQLError when the planner refuses it, when it takes
   * too long (`PLANNING_TOO_LONG`), and when too many wait already (`PLANNING_OVERLOADED`).
   */
  async plan(
    document: string,
    operationName: string | undefined,
    overrides: Overrides | undefined,
  ): Promise<QueryPlan> {
    if (this.#queued > this.#settings.maxQueued) {
      throw requestError('PLANNING_OVERLOADED', 'Too many new operations are waiting to be planned.', 503);
    }
    this.#queued += 1;
    try {
      return await inTurn(() => this.#plan({ document, operationName, overrides }));
    } finally {
      this.#queued -= 1;
    }
  }

  /** Frees the thread of this supergraph. Whoever plans over it afterwards opens it again. */
  close(): void {
    this.#epoch = 0;
    thread.forget(this.#number);
  }

  async #open(): Promise<Opened> {
    const question = { kind: 'open', supergraph: this.#number, sdl: this.#sdl } as const;
    const answer = await thread.ask(question, openTimeoutMs);
    if (!('opened' in answer)) throw new SupergraphRefused(refusalOf(answer).message);
    this.#epoch = thread.epoch;
    return answer.opened;
  }

  async #plan(wanted: Omit<Extract<Demand, { kind: 'plan' }>, 'kind' | 'supergraph'>): Promise<QueryPlan> {
    if (this.#epoch !== thread.epoch) await this.#open();
    const { timeoutMs } = this.#settings;
    const question = { kind: 'plan', supergraph: this.#number, ...wanted } as const;
    const answer = await thread.ask(question, timeoutMs).catch((error: unknown) => {
      if (!(error instanceof Unanswered) || error.reason === 'stopped') throw error;
      const why = error.reason === 'too long' ? `takes longer than ${timeoutMs} ms` : 'takes too much';
      throw requestError('PLANNING_TOO_LONG', `To plan this operation ${why}: ask for less.`, 400);
    });
    if ('plan' in answer) return answer.plan;
    const { message, planner } = refusalOf(answer);
    throw planner ? new GraphQLError(message, planner) : new Error(message);
  }
}

function refusalOf(answer: Answer): Refusal {
  return 'refused' in answer ? answer.refused : { message: 'The planning thread answered something else.' };
}
