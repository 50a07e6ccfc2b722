import type { Stamp } from '../shop/stamp.ts';
import { authorizationOf, noStamp, stampOf } from '../shop/stamp.ts';
import type { Reply } from './lane.ts';
import { Lane } from './lane.ts';

/** What is asked of a gateway. */
export interface Demand {
  readonly query: string;
  /** Requests under way at once, each on a connection of its own. */
  readonly connections: number;
  /** Whether every request is another caller's; else all are alike. */
  readonly unique: boolean;
}

/** What a round has shown. */
export interface Round {
  readonly count: number;
  readonly durationMs: number;
  /** Of each request, from the first byte sent to the last one received. */
  readonly latenciesMs: readonly number[];
}

// A gateway that does not answer for so long is stuck.
const timeoutMs = 30_000;
// Every answer's length is looked at; of so many, one is read.
const readEvery = 16;

let callers = 0;

/** Asks one gateway, and makes sure that every caller gets what is told to nobody else. */
export class Load {
  readonly #demand: Demand;
  readonly #name: string;
  readonly #port: number;
  readonly #request: (stamp: Stamp) => string;
  /** The first answer, with no caller's number in it. */
  #expected: string | undefined;

  constructor(name: string, port: number, demand: Demand) {
    this.#name = name;
    this.#port = port;
    this.#demand = demand;
    this.#request = requests(demand.query);
  }

  /** The answer's data, to be compared with others'. */
  async first(): Promise<unknown> {
    const stamp = this.#caller();
    const lane = await Lane.open(this.#port, timeoutMs);
    const { status, body } = await lane.ask(this.#request(stamp));
    lane.close();
    const text = Buffer.concat(body).toString();
    const answer = text.startsWith('{') ? JSON.parse(text) : {};
    if (status !== 200 || answer.errors) throw this.#wrong(`answers ${status}: ${text.slice(0, 500)}`);
    if (!text.includes(stamp)) throw this.#wrong('does not answer with what is for its caller');
    this.#expected = anonymous(body, stamp);
    return JSON.parse(this.#expected).data;
  }

  /** All connections ask again as soon as they are answered. Rejects when an answer is not what it should be. */
  async round(roundMs: number): Promise<Round> {
    // New ones for each round: gateways close those that rest while others have their turn.
    const opening = Array.from({ length: this.#demand.connections }, () => Lane.open(this.#port, timeoutMs));
    const lanes = await Promise.all(opening);
    const startedAt = performance.now();
    const latenciesMs: number[] = [];
    const work = async (lane: Lane): Promise<void> => {
      for (let now = startedAt; now < startedAt + roundMs; ) {
        const stamp = this.#caller();
        const reply = await lane.ask(this.#request(stamp));
        const answeredAt = performance.now();
        this.#check(reply, stamp, latenciesMs.push(answeredAt - now));
        now = performance.now();
      }
    };
    try {
      await Promise.all(lanes.map(work));
    } finally {
      for (const lane of lanes) lane.close();
    }
    return { count: latenciesMs.length, durationMs: performance.now() - startedAt, latenciesMs };
  }

  #caller(): Stamp {
    if (this.#demand.unique) callers += 1;
    return stampOf(callers);
  }

  #check({ status, body, length }: Reply, stamp: Stamp, count: number): void {
    if (status !== 200) throw this.#wrong(`answers ${status}`);
    if (length !== this.#expected?.length) throw this.#wrong(`answers ${length} bytes`);
    if (count % readEvery === 1 && anonymous(body, stamp) !== this.#expected) {
      throw this.#wrong('answers with what was fetched for another caller');
    }
  }

  #wrong(what: string): Error {
    return new Error(`${this.#name} ${what}.`);
  }
}

/** The data is ASCII: as many characters as bytes. */
function anonymous(body: readonly Buffer[], stamp: Stamp): string {
  return Buffer.concat(body).toString('latin1').replaceAll(stamp, noStamp);
}

/** What to send for a caller. */
function requests(query: string): (stamp: Stamp) => string {
  const body = JSON.stringify({ query });
  const headers = ['host: 127.0.0.1', 'accept: application/json', 'content-type: application/json'];
  const head = `POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\ncontent-length: ${body.length}\r\n`;
  return (stamp) => `${head}authorization: ${authorizationOf(stamp)}\r\n\r\n${body}`;
}
