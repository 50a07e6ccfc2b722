import { findDrift } from '../generated-files.ts';
import { findBreakingChanges } from './breaking-changes.ts';
import type { Composition } from './compose-workspace.ts';
import { lintSdl } from './sdl-lint.ts';

/** One thing `compose --check` looks at, and what it found wrong. */
export interface Finding {
  readonly what: string;
  /** One line each; none: all is well. */
  readonly problems: readonly string[];
  /** What to do about it. */
  readonly remedy: string;
}

/** Looks for drift, lint and unintended breaking changes, all three whatever the others find. */
export async function checkComposition(root: string, { files, apiSdl }: Composition): Promise<Finding[]> {
  const [lint, breaking] = await Promise.all([lintSdl(root), findBreakingChanges(root, apiSdl)]);
  return [
    {
      what: 'committed files are up to date',
      problems: findDrift(root, files).map(({ path }) => path),
      remedy: 'Run `npx pnpm@12 compose` and commit what it writes.',
    },
    {
      what: 'the SDL keeps the lint rules',
      problems: lint === '' ? [] : lint.split('\n'),
      remedy: 'Mend schema.graphql; the rules and their exceptions are in eslint.config.js.',
    },
    {
      what: 'no unintended change breaks clients of schema/released.graphql',
      problems: breaking,
      remedy: 'Keep the released shape, or list the change with its reason in schema/intended-changes.yaml.',
    },
  ];
}
