import { hash } from 'node:crypto';
import type { Id } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';

// As @ursa/text finds hashtags: a number alone is an ordinal, not a topic.
const hashtag = /^[\p{L}\p{M}\p{N}_]{1,50}$/u;
const ordinal = /^\p{N}+$/u;

/** A topic's name as it is kept: NFC, lower case, without `#`; undefined if no hashtag can have it. */
export function tagName(raw: string): string | undefined {
  // The cheap bound first: characters shrink by less than a factor of four.
  if (raw.length > 400 || !raw.isWellFormed()) return undefined;
  const name = raw.normalize('NFC').toLowerCase();
  return hashtag.test(name) && !ordinal.test(name) ? name : undefined;
}

/** The name in a mutation's input, or why it is none. */
export function tagNameInput(raw: string): Outcome<string> {
  const name = tagName(raw);
  return name === undefined
    ? failed(invalid(['name'], 'A topic is 1 to 50 letters, digits and _, and not digits alone.'))
    : done(name);
}

/** A topic's id is made of its name (a UUIDv8), so that it has one before it has a row. */
export function tagId(name: string): Id<'tag'> {
  const bytes = hash('sha256', `tag ${name}`, 'buffer').subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return fromUuid('tag', parts.join('-'));
}
