import type { Run, Step } from '../run.ts';
import { savingsAt } from './savings.ts';
import type { Candidate } from './split-fetch.ts';

/** The run at which it is looked for the first time, when all is warm; and how many runs later again. */
const [firstLook, everyLook] = [3, 256];

/** A request more is worth it where an entity comes so often, and as many objects need not be told again. */
const worth = { repeats: 4, objects: 100 };

/** Most ways to split one plan that are kept compiled. */
const maxVariants = 8;

/** A step compiled so that fetches stop at these places. */
type Compile = (chosen: ReadonlySet<string>) => Step;

/**
 * Runs a plan with its fetches split where what they bring has shown that it pays: where the same entities come again and
 * again, with much in each of them. Else they stay as the planner made them.
 */
export function adaptive(compile: Compile, candidates: ReadonlyMap<string, Candidate>, whole: Step): Step {
  const variants = new Map<string, Step>([['', whole]]);
  let [current, chosen]: [Step, ReadonlySet<string>] = [whole, new Set()];
  let runs = 0;

  const look = ({ root }: Run): void => {
    const places = [...candidates].flatMap(([place, candidate]) => {
      const { repeats, objects } = savingsAt(root, candidate);
      // What was chosen stays until it is clear that it does not pay.
      const less = chosen.has(place) ? 2 : 1;
      return repeats >= worth.repeats / less && objects >= worth.objects / less ? [place] : [];
    });
    const key = places.join(' ');
    let variant = variants.get(key);
    if (variant === undefined) {
      variant = compile(new Set(places));
      if (variants.size < maxVariants) variants.set(key, variant);
    }
    chosen = new Set(places);
    current = variant;
  };

  return async (run) => {
    await current(run);
    runs += 1;
    if (runs !== firstLook && runs % everyLook !== 0) return;
    try {
      look(run);
    } catch (error) {
      // The answer is there: it must not be lost for the sake of the next ones.
      run.scope.log.error({ err: error }, 'A plan could not be split');
    }
  };
}
