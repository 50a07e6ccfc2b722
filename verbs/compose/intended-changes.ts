import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A breaking change that is meant, and why. */
export interface IntendedChange {
  /** graphql-inspector's name of the change, for example `FIELD_REMOVED`. */
  readonly type: string;
  /** The schema coordinate it happens to, for example `User.bio`. */
  readonly path: string;
  readonly reason: string;
}

export const intendedChangesFile = join('schema', 'intended-changes.yaml');

const intendedChangesYaml = z
  .array(z.strictObject({ type: z.string(), path: z.string(), reason: z.string().min(10) }))
  .nullish();

/** Reads schema/intended-changes.yaml; a missing or empty file intends nothing. */
export function readIntendedChanges(root: string): readonly IntendedChange[] {
  const file = join(root, intendedChangesFile);
  if (!existsSync(file)) return [];
  const parsed = intendedChangesYaml.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${intendedChangesFile}: ${z.prettifyError(parsed.error)}`);
  return parsed.data ?? [];
}
