import type { z } from 'zod';
import type { Environment } from './environment.ts';
import { cannotStart } from './setup-error.ts';

/** A program's variables. Throws one SetupError that names everything wrong with them, and no value of them. */
export function readVariables<Variables extends z.ZodType>(
  program: string,
  variables: Variables,
  environment: Environment,
): z.output<Variables> {
  const problems: string[] = [];
  const read = variablesFrom(variables, environment, problems);
  if (read === undefined) throw cannotStart(program, problems);
  return read;
}

/** Variables as {@link readVariables} reads them, among other things that can be wrong; undefined: `problems` says why. */
export function variablesFrom<Variables extends z.ZodType>(
  variables: Variables,
  environment: Environment,
  problems: string[],
): z.output<Variables> | undefined {
  const read = variables.safeParse(environment);
  for (const { path, message } of read.error?.issues ?? []) problems.push(`${path.join('.')} ${message}`);
  return read.data;
}
