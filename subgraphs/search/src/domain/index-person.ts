import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { ProfileChanged } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { keepDocument } from './keep-document.ts';
import { kinds } from './kinds.ts';
import { nameMark } from './marks.ts';
import { wordsOf } from './plain-text.ts';

/** How many words of a display name suggest the person. */
const suggestingWords = 5;

/** Indexes a person by what their profile shows everybody who may know of them. */
export async function indexPerson(
  tx: Tx,
  { payload, sequence }: EventEnvelope<PayloadOf<typeof ProfileChanged>>,
): Promise<void> {
  const { userId, username, displayName, bio } = payload;
  const names = [username, ...wordsOf(displayName).slice(0, suggestingWords)];
  await keepDocument(tx, {
    id: toUuid(userId),
    kind: kinds.USER,
    // Names are no words of a language: they must not be taken apart.
    language: 'simple',
    sequence,
    texts: [username, displayName, bio],
    weights: ['A', 'A', 'C'],
    marks: [...new Set(names.map(nameMark))],
  });
}
