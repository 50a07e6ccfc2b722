import { typeId } from '@ursa/database';
import { index, integer } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { schema } from './schema.ts';
import { sessions } from './sessions.ts';

/** Every refresh token a session ever had, as a hash: the exchanged ones are kept to recognise their reuse. */
export const refreshTokens = schema.table(
  'refresh_tokens',
  {
    hash: bytes('hash').primaryKey(),
    sessionId: typeId('session')('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    generation: integer('generation').notNull(),
  },
  (table) => [index('refresh_tokens_of_session').on(table.sessionId, table.generation)],
);
