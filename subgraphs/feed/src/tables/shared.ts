import { audienceTables, muteTable } from '@ursa/audience';
import { mutationKeyTables } from '@ursa/idempotency';
import { outboxTables } from '@ursa/outbox';
import { schema } from './schema.ts';

export const { aggregates, outbox, inbox } = outboxTables(schema);
export const { mutationKeys } = mutationKeyTables(schema);
export const { people, follows, blocks, groups, groupMembers } = audienceTables(schema);
export const mutes = muteTable(schema);
