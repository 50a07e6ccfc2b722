import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ownNames } from '../../src/engine/plan/own-names.ts';
import type { Planner } from '../../src/engine/planner.ts';
import { apolloPlanner } from '../../src/engine/planner.ts';
import { Coverage, features, featuresOf, holdsNull } from './oracle/coverage.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';
import type { Asked } from './oracle/fakes.ts';
import { fakeTransports } from './oracle/fakes.ts';
import { apolloGateway, gatewayPlanner } from './oracle/gateway.ts';
import { makeOperation } from './oracle/generate.ts';
import { placesOf } from './oracle/places.ts';
import type { Subject } from './oracle/subject.ts';
import { subjects } from './oracle/subject.ts';
import type { Mood } from './oracle/universe.ts';
import { Universe } from './oracle/universe.ts';
import { answerOfAll } from './oracle/whole.ts';

const all = subjects();
const cases = Number(process.env['ENGINE_CASES'] ?? 3_000);
/** The one with @requires and @provides counts twice. */
const shareOf = ({ requires }: Subject): number => (requires.size > 0 ? 2 : 1) / (all.length + 1);
const seed = Number(process.env['ENGINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const coverage = new Coverage();
const fetches = { ours: 0, gateway: 0 };
/** Cases that are not compared, most of them with @apollo/gateway alone, by the reason. */
const exempted = new Map<string, number>();

/** Fields to come by more often than chance has it. */
function favourites({ requires, provides }: Subject): ReadonlySet<string> {
  return new Set([...requires.keys(), ...provides]);
}

/** Names that plans use themselves. */
function clashing({ loaded }: Subject): string[] {
  return [...loaded.planned.fieldSets.added].filter((name) => name !== '__typename');
}

const moods = ['sound', 'throwing', 'hiding', 'away'] as const;
const mood = fc.constantFrom(...moods, 'throwing', 'away');

/** Each engine with the plans that it makes itself. */
interface Planners {
  readonly ours: Planner;
  readonly gateways: Planner;
}

async function compare(
  subject: Subject,
  planners: Planners,
  kind: (typeof moods)[number],
  salt: number,
  draw: fc.GeneratorValue,
) {
  const { clientSchema } = subject.loaded;
  const { text, variables } = makeOperation(clientSchema, draw, favourites(subject), clashing(subject));
  const document = parse(text);
  fc.pre(validate(clientSchema, document).length === 0);
  const settings: Mood = {
    seed: salt,
    throwsOneIn: kind === 'throwing' ? 5 : 0,
    hidesOneIn: kind === 'hiding' ? 4 : 0,
  };
  const universe = new Universe(subject, settings);
  const names = [...subject.subgraphs.keys()];
  const away = kind === 'away' ? names[salt % names.length] : undefined;
  const operation = { document, operationName: undefined, variables };

  const asked: Asked[] = [];
  const transports = fakeTransports(subject, universe, away, asked);
  const ours = await ourEngine(subject.loaded, planners.ours, transports).execute(operation, anyScope());
  const mistakes = asked.filter(({ mistake }) => mistake !== undefined);
  // Both kinds' fragments are one on the interface, where what they nest may contradict itself.
  if (mistakes.some(({ mistake }) => /conflict because subfields/.test(mistake ?? ''))) {
    expect(subject.interfaceObjects.size, text).toBeGreaterThan(0);
    return exempt('the planner asks an interface object for fields that contradict each other');
  }
  expect(mistakes.flatMap(({ mistake, query }) => [mistake, query])).toEqual([]);
  const told = `${subject.name} ${kind} ${away ?? ''} ${salt}\n${text}\n${JSON.stringify(variables)}`;
  for (const { path = [] } of ours.errors ?? []) expect(path, told).not.toContain('_entities');

  const seen = featuresOf(subject, document);
  const requires = seen.has('@requires');
  const conditional = seen.has('@skip and @include');
  if (kind === 'sound' || kind === 'throwing') {
    const whole = await answerOfAll(subject, universe, document, variables);
    // A field that requires what has failed is not asked for: it is null, and that is told where it failed.
    if (requires && kind === 'throwing') expect(covers(plain(whole.data), plain(ours.data)), told).toBe(true);
    else {
      expect(plain(ours.data), told).toEqual(plain(whole.data));
      // An error of an object is told at all its places, also where another kind's fragment does not ask for it.
      const places = placesOf(ours).filter((place) => !place.startsWith('no null'));
      expect(places, told).toEqual(placesOf(whole));
    }
  }

  // What a subgraph does not tell of by its key it may tell within another's answer: hiding so is for the whole.
  if (kind !== 'hiding') {
    const transports = fakeTransports(subject, universe, away, []);
    const split = ourEngine(subject.loaded, planners.ours, transports, 'always');
    const answer = await split.execute(operation, anyScope());
    // What is required of an object takes the object along when it fails: not where that is asked for apart.
    if (requires && kind === 'throwing')
      expect(covers(plain(answer.data), plain(ours.data)), `split: ${told}`).toBe(true);
    else {
      expect(plain(answer.data), `split: ${told}`).toEqual(plain(ours.data));
      // Of more than a hundred of one fetch not all are told.
      if ((ours.errors?.length ?? 0) < 100)
        expect(placesOf(answer), `split: ${told}`).toEqual(placesOf(ours));
    }
  }

  if (ownNames(document, subject.loaded.planned.fieldSets).names.size > 0) {
    exempt("it takes a client's name for a key or a required field");
  } else {
    const askedByGateway: Asked[] = [];
    const gateway = await apolloGateway(
      subject.loaded,
      planners.gateways,
      fakeTransports(subject, universe, away, askedByGateway),
    )(operation);
    const [our, its] = [plain(ours.data), plain(gateway.data)];
    if (
      subject.interfaceObjects.intersection(new Set(askedByGateway.map(({ subgraph }) => subgraph))).size > 0
    )
      exempt("it takes an interface object's interface for its type");
    else if (requires && !isDeepStrictEqual(our, its) && (conditional || covers(our, its)))
      exempt('it misses what a field requires next to one that lacks what it requires');
    else {
      expect(our, told).toEqual(its);
      // It does not ask at all where ours asks for what is left.
      if (!requires) expect(asked.length, told).toBeLessThanOrEqual(askedByGateway.length);
    }
    fetches.ours += asked.length;
    fetches.gateway += askedByGateway.length;
  }
  if (holdsNull(ours.data)) seen.add('nulls');
  if (kind === 'throwing' && ours.errors) seen.add('failing fields');
  if (asked.some(({ subgraph }) => subgraph === away)) seen.add('failing subgraphs');
  if (asked.length > 1) seen.add('several fetches');
  coverage.add(seen);
}

function exempt(reason: string): void {
  exempted.set(reason, (exempted.get(reason) ?? 0) + 1);
}

/** Whether one answer has everything that the other has, and something where that has null. */
function covers(more: unknown, less: unknown): boolean {
  if (less === null || isDeepStrictEqual(more, less)) return true;
  if (typeof more !== 'object' || more === null || typeof less !== 'object') return false;
  const [known, others] = [more as Record<string, unknown>, less as Record<string, unknown>];
  return Object.keys(known).every((name) => name in others && covers(known[name], others[name]));
}

function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}

describe.each(all)('on the supergraph "$name"', (subject) => {
  it('answers as @apollo/gateway does, with errors where graphql-js has them', async () => {
    const planners = { ours: apolloPlanner(subject.loaded), gateways: gatewayPlanner(subject.loaded) };
    await fc.assert(
      fc.asyncProperty(mood, fc.nat(), fc.gen(), (kind, salt, draw) =>
        compare(subject, planners, kind, salt, draw),
      ),
      {
        seed,
        numRuns: Math.ceil(cases * shareOf(subject)),
        endOnFailure: process.env['ENGINE_SHRINK'] === undefined,
      },
    );
  }, 600_000);
});

it('has seen enough of everything', () => {
  // biome-ignore lint/suspicious/noConsole: what the run has seen
  console.log(
    `${coverage.cases} cases, seed ${seed}; not compared, or not with @apollo/gateway, as ` +
      `${[...exempted].map(([reason, count]) => `${reason}: ${count}`).join(', ')}; ` +
      `${fetches.ours} fetches, @apollo/gateway's ${fetches.gateway}; ${coverage}`,
  );
  expect(fetches.ours).toBeLessThan(fetches.gateway);
  for (const count of exempted.values()) expect(count / coverage.cases).toBeLessThan(0.4);
  if (coverage.cases < 400) return;
  for (const feature of features) expect(coverage.parts.get(feature), feature).toBeGreaterThanOrEqual(0.1);
});
