import type { GraphQLSchema } from 'graphql';
import { execute, parse } from 'graphql';
import type { SubgraphName } from '../shop/shop.ts';
import { subgraphSchema } from '../shop/shop.ts';
import type { Stamp } from '../shop/stamp.ts';
import { Template } from './template.ts';

// A gateway that words its fetches anew for every request makes us work; it does not fill the memory.
const mostKept = 1_000;

const probe = /"query":"(query )?\{ ?__typename ?\}"/;
const presence = JSON.stringify({ data: { __typename: 'Query' } });
const refusal = JSON.stringify({ errors: [{ message: 'This fetch does not say for whom it is.' }] });

/** Sends an answer, and tells when it is sent. */
type Send = (answer: Buffer, sent: () => void) => void;

/** A subgraph that answers from memory what it was asked before: to each caller with the caller's own number. */
export class Answers {
  readonly #schema: GraphQLSchema;
  readonly #known = new Map<string, Template>();
  readonly #wrap: (json: string) => string;

  /** `wrap` puts around an answer what is sent with it. */
  constructor(name: SubgraphName, wrap: (json: string) => string) {
    this.#schema = subgraphSchema(name);
    this.#wrap = wrap;
  }

  /** Without a stamp nothing is told but the name of the root type, which gateways ask to see who is there. */
  async to(body: string, stamp: Stamp | undefined, send: Send): Promise<void> {
    if (stamp === undefined) {
      send(Buffer.from(this.#wrap(probe.test(body) ? presence : refusal)), () => undefined);
      return;
    }
    let template = this.#known.get(body);
    if (template === undefined) {
      template = await this.#work(body);
      if (this.#known.size >= mostKept) this.#known.clear();
      this.#known.set(body, template);
    }
    const known = template;
    const answer = known.for(stamp);
    send(answer, () => known.recycle(answer));
  }

  async #work(body: string): Promise<Template> {
    const { query, variables } = JSON.parse(body);
    const answer = await execute({ schema: this.#schema, document: parse(query), variableValues: variables });
    return new Template(this.#wrap(JSON.stringify(answer)));
  }
}
