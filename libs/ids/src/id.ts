import type { TypeId } from 'typeid-js';
import { fromUUID, parseTypeId, toUUID, typeidUnboxed } from 'typeid-js';
import { suffixOfUuid, uuidOfSuffix } from './suffix.ts';

/**
 * A TypeID (https://github.com/jetify-com/typeid): a lower-case type prefix, `_`, and a UUIDv7 (RFC 9562)
 * in 26 characters of Crockford base32. Opaque to clients, unique across types, ordered by creation time.
 * @example 'post_01h2xcejqtf2nbrexx3vqjhp41'
 */
export type Id<Prefix extends string> = `${Prefix}_${string}`;

export type UserId = Id<'user'>;
export type ViewerId = Id<'viewer'>;
export type SessionId = Id<'session'>;
export type PostId = Id<'post'>;
export type CommentId = Id<'comment'>;
export type NotificationId = Id<'notification'>;
export type GroupId = Id<'group'>;
export type MediaId = Id<'media'>;
export type ReactionId = Id<'reaction'>;

// The first of 26 characters carries three bits only, so that 128 bits never overflow.
const canonical = /^([a-z]{1,63})_([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/** A fresh id of this type, later than every id made before it (to the millisecond). */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return typeidUnboxed(prefix) as string as Id<Prefix>;
}

/** The id, if `text` is the canonical form of an id of this type; `undefined` otherwise. */
export function parseId<Prefix extends string>(prefix: Prefix, text: string): Id<Prefix> | undefined {
  return prefixOf(text) === prefix ? (text as Id<Prefix>) : undefined;
}

/** The type prefix of a canonical id of any type; `undefined` if `text` is not one. */
export function prefixOf(text: string): string | undefined {
  return canonical.exec(text)?.[1];
}

/** The UUID behind an id, as Postgres stores it. */
export function toUuid(id: Id<string>): string {
  return uuidOfSuffix(id, id.lastIndexOf('_') + 1) ?? toUUID(id as string as TypeId<string>);
}

/** The id of this type over a stored UUID. */
export function fromUuid<Prefix extends string>(prefix: Prefix, uuid: string): Id<Prefix> {
  const suffix = suffixOfUuid(uuid);
  return suffix === undefined ? (fromUUID(uuid, prefix) as string as Id<Prefix>) : `${prefix}_${suffix}`;
}

/** The id of another type over the same UUID: a viewer is its user seen from inside. */
export function retype<Prefix extends string>(id: Id<string>, prefix: Prefix): Id<Prefix> {
  return `${prefix}_${parseTypeId(id as string as TypeId<string>).suffix}`;
}
