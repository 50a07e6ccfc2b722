import type { Readable } from 'node:stream';

/** Bytes to store: in memory, or a file that stays where it is. */
export type ObjectSource = Uint8Array | { readonly file: string };

/** A part of an object, both ends included, as HTTP counts (RFC 9110 §14.1.2). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An object that is read: the reader ends or destroys `body`. */
export interface StoredObject {
  /** Of the whole object, also where a range is read. */
  readonly size: number;
  readonly body: Readable;
}

/** What a client shall upload, and until when it may. */
export interface UploadTerms {
  readonly contentType: string;
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
  readonly expiresInMs: number;
}

/** Where a client puts its bytes, with exactly these headers. */
export interface PresignedPut {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The port: a store of large bytes under keys. What it throws means that the store is away or broken. */
export interface Objects {
  /** Stores an object, whole or not at all; another under the same key is replaced. */
  put(key: string, source: ObjectSource, contentType: string): Promise<void>;
  /** Undefined: there is no such object. The range must lie within it. */
  get(key: string, range?: ByteRange): Promise<StoredObject | undefined>;
  /** How large the object is; undefined: there is none. */
  size(key: string): Promise<number | undefined>;
  /** Removes objects; those that are not there do not matter. */
  remove(keys: readonly string[]): Promise<void>;
  /** A URL under which a client may upload an object itself; null: this store takes nothing from clients. */
  presignPut(key: string, terms: UploadTerms): Promise<PresignedPut | null>;
}

const wellFormed = /^(?:[a-z0-9_][a-z0-9_.-]*\/)*[a-z0-9_][a-z0-9_.-]*$/;

/** Throws for a key that could lead anywhere but into the store. */
export function requireKey(key: string): void {
  if (key.length > 500 || !wellFormed.test(key)) throw new Error(`"${key}" is not the key of an object.`);
}
