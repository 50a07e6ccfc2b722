import { readArguments } from './arguments.ts';
import type { PartResult } from './check/part.ts';
import { runPart } from './check/part.ts';
import { parts } from './check/parts.ts';
import { fail, ok } from './output.ts';

const help = `check: everything that can be known without running the tests.

  npx pnpm@12 check   format and lint, types, generated code, schema, imports, nothing of one machine

  --help   this text

Mend formatting and imports with \`npx biome check --write\`, generated code with \`npx pnpm@12 codegen\`,
the schema with \`npx pnpm@12 compose\`.`;

readArguments(help, {});

const results = await Promise.all(parts(process.cwd()).map((part) => runPart(part).then(report)));
process.exitCode = results.every(({ problems }) => problems === '') ? 0 : 1;

function report(result: PartResult): PartResult {
  const line = `${result.name} (${(result.durationMs / 1000).toFixed(1)} s)`;
  if (result.problems === '') ok(line);
  else fail(line, result.problems.split('\n'));
  return result;
}
