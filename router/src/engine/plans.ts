import { createHash } from 'node:crypto';
import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { print } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { LoadedSupergraph } from './supergraph.ts';

/** A document's text without its layout and comments. */
interface Normalised {
  hash: string;
  length: number;
}

/** Plans operations; a plan is kept under its normalised text, so that layout and comments do not matter. */
export class Plans {
  readonly #apiSchema: LoadedSupergraph['apiSchema'];
  readonly #planner: QueryPlanner;
  readonly #plans: LRUCache<string, QueryPlan>;
  readonly #normalised = new WeakMap<DocumentNode, Normalised>();

  /** @param cacheLength most characters of normalised documents whose plans are kept */
  constructor({ supergraph, apiSchema }: LoadedSupergraph, cacheLength: number) {
    this.#apiSchema = apiSchema;
    this.#planner = new QueryPlanner(supergraph);
    this.#plans = new LRUCache({ maxSize: cacheLength });
  }

  /** The plan of a validated operation. Throws a GraphQLError when the planner refuses it. */
  of(document: DocumentNode, operationName: string | undefined): QueryPlan {
    const { hash, length } = this.#normalise(document);
    const key = `${hash} ${operationName ?? ''}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const options = operationName === undefined ? {} : { operationName };
    const plan = this.#planner.buildQueryPlan(operationFromDocument(this.#apiSchema, document, options));
    this.#plans.set(key, plan, { size: length });
    return plan;
  }

  #normalise(document: DocumentNode): Normalised {
    const known = this.#normalised.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    const fresh = { hash: createHash('sha256').update(text).digest('base64'), length: text.length };
    this.#normalised.set(document, fresh);
    return fresh;
  }
}
