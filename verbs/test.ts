import { startVitest } from 'vitest/node';
import { readArguments } from './arguments.ts';
import { fail } from './output.ts';
import type { Service } from './testing/services.ts';
import { allNamed, namedServices, reach } from './testing/services.ts';
import type { Tally } from './testing/tally.ts';
import { tally } from './testing/tally.ts';

const help = `test: run every test, or those whose path contains one of the words given.

  npx pnpm@12 test                       on what comes with Ursa: embedded PostgreSQL, in-process broker and live channel
  npx pnpm@12 test libs/outbox profiles  some of them

Services that are named in the environment take the place of what comes along, and no other service is touched:

  POSTGRES_URL   postgres://admin:…@host:5432/postgres   may create databases and roles; all of them are dropped again
  RABBITMQ_URL   amqp://guest:guest@host:5672
  REDIS_URL      redis://host:6379

With CI=true a test that fails is tried twice more, and named at the end if it passes then: on a machine that others
load, an experiment that waits for processes may be late.

  --help         this text`;

const { positionals } = readArguments(help, {}, { allowPositionals: true });

try {
  const services = namedServices();
  await Promise.all(services.map(reach));
  const mode = describe(services);
  console.log(`Testing on ${mode}`);
  const { passed, failed, skipped, anotherTry, failures } = await run(positionals);
  for (const title of anotherTry) console.log(`passed on another try: ${title}`);
  for (const title of failures) console.log(`failed: ${title}`);
  console.log(`\non ${mode}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  finish(passed, failed);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
  finish(0, 1);
}

function describe(services: readonly Service[]): string {
  if (services.length === 0) return 'embedded defaults';
  const named = services.map(({ name, url }) => `${name} at ${url.host}`).join(', ');
  return allNamed(services) ? named : `${named}, the rest on embedded defaults`;
}

async function run(filters: string[]): Promise<Tally> {
  const vitest = await startVitest('test', filters, { watch: false, run: true });
  const counts = tally(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
  await vitest.close();
  return counts;
}

/** The last line, for people and for scripts. Nothing tested is no success. */
function finish(passed: number, failed: number): void {
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
