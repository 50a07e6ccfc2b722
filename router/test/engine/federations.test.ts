import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { apolloPlanner } from '../../src/engine/planner.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';
import type { Asked } from './oracle/fakes.ts';
import { fakeTransports } from './oracle/fakes.ts';
import { makeFederation } from './oracle/federation.ts';
import { makeDense, makeOperation } from './oracle/generate.ts';
import type { Subject } from './oracle/subject.ts';
import { subjectOf } from './oracle/subject.ts';
import { Universe } from './oracle/universe.ts';
import { answerOfAll } from './oracle/whole.ts';

const cases = Number(process.env['FEDERATION_CASES'] ?? 40);
/** The same federations each time: who looks for others names another. */
const seed = Number(process.env['ENGINE_SEED'] ?? 499_020_673);
const operationsEach = 8;
const seen = { federations: 0, operations: 0, requiring: 0 };

function composed(draw: fc.GeneratorValue): Subject | undefined {
  try {
    return subjectOf('made up', makeFederation(draw));
  } catch {
    return undefined;
  }
}

it('any federation that can be composed is answered as graphql-js answers for it all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.gen(), async (salt, draw) => {
      const subject = composed(draw);
      fc.pre(subject !== undefined);
      seen.federations += 1;
      const { clientSchema } = subject.loaded;
      const planner = apolloPlanner(subject.loaded);
      const universe = new Universe(subject, { seed: salt, throwsOneIn: 0, hidesOneIn: 0 });
      const favourites = new Set(subject.requires.keys());
      const clashing = [...subject.loaded.planned.fieldSets.added].filter((name) => name !== '__typename');
      for (let left = operationsEach; left > 0; left -= 1) {
        const { text, variables } =
          left % 2 === 0
            ? { text: makeDense(clientSchema, draw), variables: {} }
            : makeOperation(clientSchema, draw, favourites, clashing);
        const document = parse(text);
        if (validate(clientSchema, document).length > 0) continue;
        seen.operations += 1;
        if ([...favourites].some((field) => text.includes(field.split('.')[1] ?? ''))) seen.requiring += 1;
        const asked: Asked[] = [];
        const engine = ourEngine(
          subject.loaded,
          planner,
          fakeTransports(subject, universe, undefined, asked),
        );
        const ours = await engine.execute({ document, operationName: undefined, variables }, anyScope());
        const whole = await answerOfAll(subject, universe, document, variables);
        const told = `salt ${salt}\n${text}\n${JSON.stringify(variables)}\n${subject.loaded.sdl}\n${JSON.stringify(asked, undefined, 1)}`;
        expect(JSON.parse(JSON.stringify(ours)), told).toEqual(JSON.parse(JSON.stringify(whole)));
        const mistakes = asked.filter(({ mistake }) => mistake !== undefined);
        expect(mistakes, told).toEqual([]);
      }
    }),
    { seed, numRuns: cases, endOnFailure: process.env['ENGINE_SHRINK'] === undefined },
  );
  // biome-ignore lint/suspicious/noConsole: what the run has seen
  console.log(`${JSON.stringify(seen)}, seed ${seed}`);
  expect(seen.requiring).toBeGreaterThan(cases);
}, 600_000);
