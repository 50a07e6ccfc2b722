import type { TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Titles of tests that passed on their second try. */
  secondTry: string[];
}

/** Counts tests; a file that fails outside its tests (a leak, a hook, an import) counts as one more that failed. */
export function tally(modules: readonly TestModule[]): Tally {
  const counts: Tally = { passed: 0, failed: 0, skipped: 0, secondTry: [] };
  for (const module of modules) {
    let failedHere = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed += 1;
      else if (state === 'failed') failedHere += 1;
      else counts.skipped += 1;
      if (test.diagnostic()?.flaky) counts.secondTry.push(`${module.relativeModuleId}: ${test.fullName}`);
    }
    if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
    counts.failed += failedHere;
  }
  return counts;
}
