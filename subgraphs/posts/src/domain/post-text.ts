import type { AudienceContext } from '@ursa/audience';
import { resolveUsernames } from '@ursa/audience';
import type { Outcome } from '@ursa/outcome';
import type { WrittenText } from '@ursa/text';
import { writeText } from '@ursa/text';

/** A post's text, 1 to 5 000 characters, with the people it mentions. */
export function postText(raw: string, people: AudienceContext): Promise<Outcome<WrittenText>> {
  return writeText(raw, {
    bounds: { min: 1, max: 5_000 },
    path: ['body'],
    findPeople: (names) => resolveUsernames(people, names),
  });
}
