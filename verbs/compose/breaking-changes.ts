import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '@graphql-inspector/core';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import type { IntendedChange } from './intended-changes.ts';
import { intendedChangesFile, readIntendedChanges } from './intended-changes.ts';

export const releasedFile = join('schema', 'released.graphql');

/**
 * What is wrong between schema/released.graphql and the API as it would be now, one sentence each: breaking
 * changes nobody listed, and listed ones that do not happen. Nothing is wrong before the first release.
 */
export async function findBreakingChanges(root: string, apiSdl: string): Promise<string[]> {
  const released = join(root, releasedFile);
  if (!existsSync(released)) return [];
  const changes = await diff(buildSchema(readFileSync(released, 'utf8')), buildSchema(apiSdl));
  const breaking = changes.filter((change) => change.criticality.level === CriticalityLevel.Breaking);
  const intended = readIntendedChanges(root);
  const unlisted = breaking.filter((change) => !intended.some((one) => isSame(one, change)));
  const idle = intended.filter((one) => !breaking.some((change) => isSame(one, change)));
  return [
    ...unlisted.map((change) => `${change.message} (${change.type} ${change.path ?? ''})`),
    ...idle.map(({ type, path }) => `${intendedChangesFile} lists ${type} ${path}, which does not happen`),
  ];
}

function isSame(intended: IntendedChange, change: Change): boolean {
  return intended.type === change.type && intended.path === change.path;
}
