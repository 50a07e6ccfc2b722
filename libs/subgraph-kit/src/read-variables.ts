import { SetupError } from '@ursa/database';
import type { z } from 'zod';
import type { Environment } from './define-subgraph.ts';

/** A subgraph's variables. Throws a SetupError of one sentence that names all that is wrong with them. */
export function readVariables<Variables extends z.ZodType>(
  name: string,
  variables: Variables,
  environment: Environment,
): z.output<Variables> {
  const read = variables.safeParse(environment);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new SetupError(`${name} cannot start: ${problems.join('; ')}.`);
}
