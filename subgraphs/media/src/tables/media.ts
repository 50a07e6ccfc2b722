import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, smallint, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

export type Kind = 'IMAGE' | 'VIDEO';
export type Purpose = 'POST' | 'AVATAR';
/** As the API says it, and REMOVING: nobody sees it any more, and its objects are being removed. */
export type Status = 'UPLOADING' | 'PROCESSING' | 'READY' | 'FAILED' | 'REMOVING';
export type FailureReason = 'MISMATCH' | 'UNSUPPORTED' | 'TOO_LARGE' | 'DAMAGED';
export type VariantName = 'THUMBNAIL' | 'FEED' | 'FULL' | 'VIDEO';

/** One object that is served: `file` is its name under the media's own prefix. */
export interface StoredVariant {
  readonly name: VariantName;
  readonly file: string;
  readonly contentType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly size: number;
}

/** What people upload, from its announcement on. Every object in the store has its row here. */
export const media = schema.table(
  'media',
  {
    id: typeId('media')('id').primaryKey(),
    ownerId: typeId('user')('owner_id').notNull(),
    kind: text('kind').$type<Kind>().notNull(),
    purpose: text('purpose').$type<Purpose>().notNull(),
    status: text('status').$type<Status>().notNull(),
    failure: text('failure').$type<FailureReason>(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    alt: text('alt'),
    width: integer('width'),
    height: integer('height'),
    blurhash: text('blurhash'),
    variants: jsonb('variants').$type<StoredVariant[]>().notNull().default([]),
    createdAt: instant('created_at').notNull(),
    /** Until when it may be uploaded. */
    expiresAt: instant('expires_at').notNull(),
    /** How often its processing was begun; a crash counts. */
    attempts: smallint('attempts').notNull().default(0),
    /** A worker has it until then. */
    claimedUntil: instant('claimed_until'),
    /** The uploaded bytes may still stand in the store. */
    incoming: boolean('incoming').notNull().default(true),
    /** When it is removed unless something happens: not uploaded, refused, or shown nowhere. Null while it is shown. */
    removeAfter: instant('remove_after'),
  },
  (table) => [
    // How many uploads somebody has open.
    index('media_uploading_by_owner').on(table.ownerId).where(sql`status = 'UPLOADING'`),
    // Workers: what is to be processed, longest waiting first.
    index('media_processing').on(table.createdAt).where(sql`status = 'PROCESSING'`),
    // Housekeeping: what is to be removed.
    index('media_to_remove').on(table.removeAfter).where(sql`remove_after is not null`),
    // Housekeeping: uploaded bytes whose time is over.
    index('media_incoming').on(table.expiresAt).where(sql`incoming`),
  ],
);

export type MediaRow = typeof media.$inferSelect;
