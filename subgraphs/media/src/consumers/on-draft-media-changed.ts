import { DraftMediaChanged } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepDraftMedia } from '../domain/keep-draft-media.ts';

/** What stands in a draft is in use: it may be published a year from now. */
export const onDraftMediaChanged = consumer(DraftMediaChanged, ({ payload, sequence }, { tx }) =>
  keepDraftMedia(tx, { ...payload, sequence }),
);
