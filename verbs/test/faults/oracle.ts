import { playing } from './cast.ts';
import type { EmittedEvent, Snapshot } from './snapshot.ts';

/** A mutation that was sent: the text that it alone wrote, and what its sender knows of it. */
export interface Sent {
  readonly body: string;
  readonly kind: 'post' | 'comment';
  /** `unknown`: the process died before it answered. */
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
}

/** What was found. Whatever is in a list should not be. */
export interface Verdict {
  readonly acknowledged: number;
  readonly unknown: number;
  /** Posts and comments that stand. */
  readonly rows: number;
  /** What consumers did about them. */
  readonly effects: number;
  /** Mutations with more or fewer rows than their answer says, and rows that nobody sent. */
  readonly mutations: readonly string[];
  /** Rows without exactly one event; events without an effect at one who takes them. */
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly unexpected: readonly string[];
  /** Aggregates with a gap in their sequence, and effects that came out of turn. */
  readonly disorder: readonly string[];
  /** What is not drained, or was given up on. */
  readonly left: readonly string[];
}

/**
 * Every acknowledged mutation has exactly one row, one event and one effect per consumer; one whose answer is
 * unknown has all of that or nothing.
 */
export function judge(sent: readonly Sent[], snapshot: Snapshot): Verdict {
  const { posts, comments, events, effects } = snapshot;
  const owed = events.flatMap((event) => playing(event.consumers).map((consumer) => ({ consumer, event })));
  const times = countBy(effects, ({ consumer, eventId }) => `${consumer} ${eventId}`);
  const known = new Set(owed.map(({ consumer, event }) => `${consumer} ${event.id}`));
  return {
    acknowledged: sent.filter(({ outcome }) => outcome === 'acknowledged').length,
    unknown: sent.filter(({ outcome }) => outcome === 'unknown').length,
    rows: posts.length + comments.length,
    effects: effects.length,
    mutations: [...rowsOf(sent, 'post', posts), ...rowsOf(sent, 'comment', comments)],
    lost: [
      ...withoutEvent(snapshot),
      ...withoutTrace(snapshot),
      ...owed
        .filter(({ consumer, event }) => !times.has(`${consumer} ${event.id}`))
        .map(({ consumer, event }) => `${consumer} never had ${event.type} ${event.id}`),
    ],
    duplicated: [...times].filter(([, count]) => count > 1).map(([what, count]) => `${what}: ${count} times`),
    unexpected: [...times.keys()].filter((what) => !known.has(what)),
    disorder: [...gaps(snapshot), ...inversions(snapshot)],
    left: [
      ...events.filter(({ done }) => !done).map(({ type, id }) => `${type} ${id} is still in its outbox`),
      ...(snapshot.unhandled > 0 ? [`${snapshot.unhandled} events are not handled`] : []),
      ...snapshot.dead.map((why) => `given up on ${why}`),
    ],
  };
}

function rowsOf(sent: readonly Sent[], kind: Sent['kind'], rows: readonly { body: string }[]): string[] {
  const written = countBy(rows, ({ body }) => body);
  const mine = sent.filter((mutation) => mutation.kind === kind);
  const bodies = new Set(mine.map(({ body }) => body));
  const wrong = mine.filter(({ body, outcome }) => {
    const count = written.get(body) ?? 0;
    return outcome === 'unknown' ? count > 1 : count !== (outcome === 'acknowledged' ? 1 : 0);
  });
  return [
    ...wrong.map(({ body, outcome }) => `${body}: ${outcome}, ${written.get(body) ?? 0} rows`),
    ...[...written.keys()].filter((body) => !bodies.has(body)).map((body) => `${body}: sent by nobody`),
  ];
}

/** Rows and the events that tell of them must be as many, one to one. */
function withoutEvent({ posts, comments, events }: Snapshot): string[] {
  const told = (type: string, field: string) =>
    countBy(
      events.filter((event) => event.type === type),
      ({ payload }) => String(payload[field]),
    );
  const oneEach = (rows: readonly { id: string }[], events: Map<string, number>) => [
    ...rows
      .filter(({ id }) => events.get(id) !== 1)
      .map(({ id }) => `${events.get(id) ?? 0} events of ${id}`),
    ...[...events.keys()]
      .filter((id) => !rows.some((row) => row.id === id))
      .map((id) => `${id} is only an event`),
  ];
  return [
    ...oneEach(posts, told('PostCreated', 'postId')),
    ...oneEach(comments, told('CommentAdded', 'commentId')),
  ];
}

/** What the handlers are there for: audiences of posts, notifications of comments. */
function withoutTrace({ posts, comments, notified, known }: Snapshot): string[] {
  const notices = countBy(notified, (subject) => subject);
  return [
    ...comments
      .filter(({ id }) => notices.get(id) !== 1)
      .map(({ id }) => `${notices.get(id) ?? 0} notifications of ${id}`),
    ...Object.entries(known).flatMap(([consumer, ids]) =>
      posts.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${consumer} does not know ${id}`),
    ),
  ];
}

/** The events of each aggregate are numbered from 1 to its version. */
function gaps({ events, versions }: Snapshot): string[] {
  const streams = Map.groupBy(events, streamOf);
  const keys = new Set([...streams.keys(), ...Object.keys(versions)]);
  return [...keys].flatMap((key) => {
    const sequences = (streams.get(key) ?? []).map(({ sequence }) => sequence).sort((a, b) => a - b);
    const complete =
      sequences.every((sequence, at) => sequence === at + 1) && versions[key] === sequences.length;
    return complete ? [] : [`${key} is at ${versions[key]} with events ${sequences.join(', ')}`];
  });
}

/** At each consumer the effects of an aggregate come in its order. */
function inversions({ effects }: Snapshot): string[] {
  const streams = Map.groupBy(effects, (effect) => `${streamOf(effect)} at ${effect.consumer}`);
  return [...streams].flatMap(([key, stream]) => {
    const turned = stream.some(({ sequence }, at) => sequence < (stream[at - 1]?.sequence ?? 0));
    return turned ? [`${key} came as ${stream.map(({ sequence }) => sequence).join(', ')}`] : [];
  });
}

function streamOf({ owner, aggregate }: Pick<EmittedEvent, 'owner' | 'aggregate'>): string {
  return `${owner}:${aggregate}`;
}

function countBy<T>(all: readonly T[], key: (one: T) => string): Map<string, number> {
  return new Map([...Map.groupBy(all, key)].map(([name, group]) => [name, group.length]));
}
