import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import type { EventEnvelope } from './envelope.ts';
import { envelopeSchema } from './envelope.ts';
import { EventInvalid, EventUnknown } from './event-invalid.ts';

/** An event that happened but is not emitted yet; it gets its sequence from `emit`. */
export interface NewEvent<P = unknown> {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly owner: string;
  readonly aggregate: string;
  readonly occurredAt: string;
  readonly payload: P;
  /** The subgraphs it is published to. */
  readonly consumers: readonly string[];
  /** The id announced on the live channel `<owner>:<aggregate>`; null: not announced. */
  readonly liveId: string | null;
}

/** What a contract says. */
export interface EventDefinition<N extends string, A extends string, S extends z.ZodObject> {
  /** Past tense, PascalCase. */
  readonly name: N;
  readonly version: number;
  /** The one subgraph that publishes it. */
  readonly owner: string;
  /** Exactly the subgraphs that take it. The publisher makes room for each before any of them has started. */
  readonly consumers: readonly string[];
  /** Id prefix of the thing it happens to, or all it may have; events of one such thing keep their order. */
  readonly aggregate: A | readonly A[];
  /** Announces the event on the live channel `<owner>:<aggregate>` with this id. */
  readonly live?: (payload: z.output<S>) => string;
  /** A strict object: unknown fields are refused on both sides. */
  readonly payload: S;
  /**
   * How a payload written under an earlier version becomes one of the next, by the earlier version. Events wait in
   * outboxes and queues while programs are replaced, so every version that may still be there needs its step.
   */
  readonly upgrades?: Readonly<Record<number, (payload: Record<string, unknown>) => Record<string, unknown>>>;
}

/** A contract: the shape of an event and the only way to make or read one. */
export interface EventContract<
  N extends string = string,
  A extends string = string,
  S extends z.ZodObject = z.ZodObject,
> extends Omit<EventDefinition<N, A, S>, 'live' | 'upgrades'> {
  /** Whether its events are announced on the live channel. */
  readonly isLive: boolean;
  /**
   * Makes an event. Throws {@link EventInvalid} when the payload breaks the contract.
   * @param at when it happened; default: now
   */
  create(aggregate: `${A}_${string}`, payload: z.input<S>, at?: Date): NewEvent<z.output<S>>;
  /**
   * Reads an envelope that came from outside, as the current version. Throws {@link EventInvalid} when it breaks the
   * contract, {@link EventUnknown} when it was written under a later version of it.
   */
  parse(envelope: unknown): EventEnvelope<z.output<S>>;
}

// biome-ignore lint/suspicious/noExplicitAny: any contract, whatever its payload
export type AnyEventContract = EventContract<string, any, any>;

/** The payload type of a contract. */
export type PayloadOf<C extends AnyEventContract> = z.output<C['payload']>;

/** Declares a domain event. */
export function defineEvent<N extends string, A extends string, S extends z.ZodObject>(
  definition: EventDefinition<N, A, S>,
): EventContract<N, A, S> {
  const { live, upgrades = {}, ...contract } = definition;
  const { name, version, owner, consumers } = contract;
  const prefixes = [contract.aggregate].flat();
  const envelope = envelopeSchema.extend({ type: z.literal(name), owner: z.literal(owner) });

  function payloadOf(input: unknown): z.output<S> {
    const result = contract.payload.safeParse(input);
    if (!result.success) throw EventInvalid.because(name, result.error);
    return result.data;
  }

  function upgraded({ version: written, payload }: EventEnvelope): unknown {
    if (written > version) throw new EventUnknown(`${name} version ${written} is not known here`);
    let current = payload;
    for (let from = written; from < version; from += 1) {
      const upgrade = upgrades[from];
      if (!upgrade) throw new EventInvalid(name, [`version: ${from} can no longer be read`]);
      current = upgrade(current as Record<string, unknown>);
    }
    return current;
  }

  return {
    ...contract,
    isLive: live !== undefined,
    create(aggregate, input, at = new Date()) {
      if (!prefixes.some((prefix) => aggregate.startsWith(`${prefix}_`))) {
        throw new EventInvalid(name, [
          `aggregate: expected an id of ${prefixes.join(' or ')}, got ${aggregate}`,
        ]);
      }
      const payload = payloadOf(input);
      return {
        id: randomUUIDv7(),
        type: name,
        version,
        owner,
        aggregate,
        occurredAt: at.toISOString(),
        payload,
        consumers,
        liveId: live?.(payload) ?? null,
      };
    },
    parse(input) {
      const result = envelope.safeParse(input);
      if (!result.success) throw EventInvalid.because(name, result.error);
      return { ...result.data, version, payload: payloadOf(upgraded(result.data)) };
    },
  };
}
