import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';

// A mark is a posting that is no word: words have no signs, so the two never meet.

/** Written by this person. */
export const authorMark = (id: UserId) => `@${toUuid(id)}`;
/** Has this tag, in lower case. */
export const tagMark = (name: string) => `#${name.toLowerCase()}`;
/** Comes with media, or without. */
export const mediaMark = (hasMedia: boolean) => (hasMedia ? '+media' : '-media');
/** Goes by a name with this word in it; suggestions are looked up by its beginning. */
export const nameMark = (word: string) => `~${word.toLowerCase()}`;
