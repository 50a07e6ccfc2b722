import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { execute, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Planner } from '../../src/engine/planner.ts';
import { apolloPlanner } from '../../src/engine/planner.ts';
import { Coverage, features, featuresOf, holdsNull } from './oracle/coverage.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';
import type { Asked } from './oracle/fakes.ts';
import { fakeTransports } from './oracle/fakes.ts';
import { apolloGateway } from './oracle/gateway.ts';
import { makeOperation } from './oracle/generate.ts';
import { placesOf } from './oracle/places.ts';
import type { Subject } from './oracle/subject.ts';
import { subjects } from './oracle/subject.ts';
import type { Mood } from './oracle/universe.ts';
import { Universe } from './oracle/universe.ts';

const all = subjects();
const cases = Number(process.env['ENGINE_CASES'] ?? 500);
/** The one with @requires and @provides counts twice. */
const shareOf = ({ requires }: Subject): number => (requires.size > 0 ? 2 : 1) / (all.length + 1);
const seed = Number(process.env['ENGINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const coverage = new Coverage();
const fetches = { ours: 0, gateway: 0 };
let misplanned = 0;

/** Fields to come by more often than chance has it. */
function favourites({ requires, provides }: Subject): ReadonlySet<string> {
  return new Set([...requires.keys(), ...provides]);
}

/** Plans once for both. */
function planningOnce(planner: Planner): Planner {
  const plans = new WeakMap<object, ReturnType<Planner['plan']>>();
  return {
    plan(document, operationName) {
      const plan = plans.get(document) ?? planner.plan(document, operationName);
      plans.set(document, plan);
      return plan;
    },
  };
}

const moods = ['sound', 'throwing', 'hiding', 'away'] as const;
const mood = fc.constantFrom(...moods, 'throwing', 'away');

async function compare(
  subject: Subject,
  planner: Planner,
  kind: (typeof moods)[number],
  salt: number,
  draw: fc.GeneratorValue,
) {
  const { clientSchema } = subject.loaded;
  const { text, variables } = makeOperation(clientSchema, draw, favourites(subject));
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

  const [asked, askedByGateway]: [Asked[], Asked[]] = [[], []];
  const transports = fakeTransports(subject, universe, away, asked);
  const ours = await ourEngine(subject.loaded, planner, transports).execute(operation, anyScope());
  const gateway = await apolloGateway(
    subject.loaded,
    planner,
    fakeTransports(subject, universe, away, askedByGateway),
  )(operation);
  fetches.ours += asked.length;
  fetches.gateway += askedByGateway.length;

  // The planner writes selections that clash when the client selects a field that another one requires with other
  // arguments, under the same name.
  if (askedByGateway.some(({ mistake }) => mistake)) {
    misplanned += 1;
    return;
  }
  expect(asked.flatMap(({ mistake, query }) => (mistake ? [mistake, query] : []))).toEqual([]);

  const told = `${subject.name} ${kind} ${away ?? ''} ${salt}\n${text}\n${JSON.stringify(variables)}`;
  for (const { path = [] } of ours.errors ?? []) expect(path, told).not.toContain('_entities');
  expect(asked.length, told).toBeLessThanOrEqual(askedByGateway.length);
  if (kind === 'sound' || kind === 'throwing') {
    const whole = (await execute({
      schema: clientSchema,
      document,
      variableValues: variables,
      fieldResolver: universe.resolve,
      typeResolver: universe.typeOf,
    })) as ExecutionResult;
    if (isDeepStrictEqual(plain(ours.data), plain(whole.data))) {
      // What goes wrong with a field that only another one requires is told at the object: no null is there.
      const places = placesOf(ours).filter((place) => !place.startsWith('no null'));
      const same = isDeepStrictEqual(places, placesOf(whole));
      // As below: the field is null either way, but was never asked for.
      if (!same && subject.requires.size > 0) misplanned += 1;
      else expect(places, told).toEqual(placesOf(whole));
      if (!mistakesTypes(subject)) expect(plain(gateway.data), told).toEqual(plain(whole.data));
    } else {
      // The planner joins what is required under a condition with what is required without one: when that is off or
      // fails, both engines miss a field that has nothing to do with it.
      expect(
        subject.requires.size > 0 ? plain(ours.data) : [plain(ours.data), 'of no @requires'],
        told,
      ).toEqual(plain(gateway.data));
      misplanned += 1;
    }
  } else if (!mistakesTypes(subject) || !usesInterfaceObject(askedByGateway)) {
    expect(plain(ours.data), told).toEqual(plain(gateway.data));
  }
  const seen = featuresOf(subject, document);
  if (holdsNull(ours.data)) seen.add('nulls');
  if (kind === 'throwing' && ours.errors) seen.add('failing fields');
  if (asked.some(({ subgraph }) => subgraph === away)) seen.add('failing subgraphs');
  if (asked.length > 1) seen.add('several fetches');
  coverage.add(seen);
}

/** @apollo/gateway takes the interface's name that a subgraph has for its interface objects for the object's own. */
function mistakesTypes({ loaded }: Subject): boolean {
  return loaded.sdl.includes('isInterfaceObject: true');
}

function usesInterfaceObject(asked: readonly Asked[]): boolean {
  return asked.some(({ subgraph }) => subgraph === 'shop');
}

function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}

describe.each(all)('on the supergraph "$name"', (subject) => {
  it('answers as @apollo/gateway does, with errors where graphql-js has them', async () => {
    const planner = planningOnce(apolloPlanner(subject.loaded));
    await fc.assert(
      fc.asyncProperty(mood, fc.nat(), fc.gen(), (kind, salt, draw) =>
        compare(subject, planner, kind, salt, draw),
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
    `${coverage.cases} cases, seed ${seed}, ${misplanned} planned wrongly; ` +
      `${fetches.ours} fetches, @apollo/gateway's ${fetches.gateway}; ${coverage}`,
  );
  expect(misplanned / coverage.cases).toBeLessThan(0.02);
  if (coverage.cases < 400) return;
  for (const feature of features) expect(coverage.parts.get(feature), feature).toBeGreaterThanOrEqual(0.1);
});
