import type { GeneratedFile } from '../generated-files.ts';
import { releasedFile } from './breaking-changes.ts';
import { intendedChangesFile } from './intended-changes.ts';

const noIntentions = `# Breaking changes against released.graphql that are meant; \`compose --check\` refuses any other.
# - type: FIELD_REMOVED
#   path: User.bio
#   reason: Replaced by User.about on 2027-01-31.
`;

/** The files that make this API the released one: nothing is intended against it yet. */
export function release(apiSdl: string): GeneratedFile[] {
  return [
    { path: releasedFile, text: apiSdl },
    { path: intendedChangesFile, text: noIntentions },
  ];
}
