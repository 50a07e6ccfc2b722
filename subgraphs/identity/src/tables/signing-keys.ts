import { instant } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';
import { bytes } from './bytes.ts';
import { schema } from './schema.ts';

/** The keys that sign access tokens: one next, one current, and those retired that tokens may still name. */
export const signingKeys = schema.table(
  'signing_keys',
  {
    kid: text('kid').primaryKey(),
    publicKey: jsonb('public_key').$type<JWK>().notNull(),
    /** Sealed; null once retired, for it signs no more. */
    privateKey: bytes('private_key'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Null: the next key, published ahead so that verifiers know it before its first token. */
    activatedAt: instant('activated_at'),
    retiredAt: instant('retired_at'),
  },
  (table) => [
    uniqueIndex('signing_keys_next').on(sql`(true)`).where(sql`${table.activatedAt} is null`),
    uniqueIndex('signing_keys_current')
      .on(sql`(true)`)
      .where(sql`${table.activatedAt} is not null and ${table.retiredAt} is null`),
  ],
);

export type SigningKeyRow = typeof signingKeys.$inferSelect;
