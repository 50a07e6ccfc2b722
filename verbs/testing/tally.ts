import type { SerializedError, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Titles of tests that passed on another try, and why they did not on the first. */
  anotherTry: string[];
  /** Titles of what failed, with the first line of the reason. */
  failures: string[];
}

/**
 * Counts tests; a file that fails outside its tests (a leak, a hook, an import) counts as one more that failed, and so does
 * every error that nobody caught.
 */
export function tally(modules: readonly TestModule[], uncaught: readonly unknown[]): Tally {
  const counts: Tally = { passed: 0, failed: 0, skipped: 0, anotherTry: [], failures: [] };
  const fail = (title: string, errors: readonly unknown[]): void => {
    counts.failed += 1;
    counts.failures.push(titled(title, errors));
  };
  for (const module of modules) {
    const file = module.relativeModuleId;
    const failedBefore = counts.failed;
    for (const test of module.children.allTests()) {
      const { state, errors = [] } = test.result();
      const title = `${file}: ${test.fullName}`;
      if (state === 'passed') counts.passed += 1;
      else if (state === 'failed') fail(title, errors);
      else counts.skipped += 1;
      if (test.diagnostic()?.flaky) counts.anotherTry.push(titled(title, errors));
    }
    if (counts.failed === failedBefore && module.state() === 'failed') fail(file, errorsOutsideTests(module));
  }
  for (const error of uncaught) fail('an error that nobody caught', [error]);
  return counts;
}

function errorsOutsideTests(module: TestModule): SerializedError[] {
  return [module.errors(), ...[...module.children.allSuites()].map((suite) => suite.errors())].flat();
}

function titled(title: string, [first]: readonly unknown[]): string {
  const message = first instanceof Object && 'message' in first ? String(first.message) : String(first ?? '');
  const [line = ''] = message.split('\n');
  return line === '' ? title : `${title}: ${line.slice(0, 300)}`;
}
