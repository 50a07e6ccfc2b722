import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { GroupChanged } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { keepDocument } from './keep-document.ts';
import { kinds } from './kinds.ts';

/** Indexes a group. */
export async function indexGroup(
  tx: Tx,
  { payload, sequence }: EventEnvelope<PayloadOf<typeof GroupChanged>>,
): Promise<void> {
  const { groupId, handle, name, description } = payload;
  await keepDocument(tx, {
    id: toUuid(groupId),
    kind: kinds.GROUP,
    language: 'simple',
    sequence,
    texts: [handle, name, description],
    weights: ['A', 'A', 'C'],
    marks: [],
  });
}
