import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import { cleanText } from '@ursa/text';

/** What a media shows, in words: up to 1 000 characters; nothing becomes null. */
export function altText(raw: string | null | undefined, path: readonly string[]): Outcome<string | null> {
  if (raw === null || raw === undefined) return done(null);
  const text = cleanText(raw, { min: 0, max: 1_000 }, path);
  return text.ok ? done(text.value || null) : text;
}
