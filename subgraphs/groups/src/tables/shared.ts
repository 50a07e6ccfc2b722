import { audienceTables } from '@ursa/audience';
import { mutationKeyTables } from '@ursa/idempotency';
import { outboxTables } from '@ursa/outbox';
import { schema } from './schema.ts';

export const { aggregates, outbox, inbox } = outboxTables(schema);
export const { mutationKeys } = mutationKeyTables(schema);
// Who belongs to which group is not projected here: it is what this subgraph owns.
export const { people, follows, blocks } = audienceTables(schema);
