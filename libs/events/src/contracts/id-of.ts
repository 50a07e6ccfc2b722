import type { Id } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import { z } from 'zod';

/** A schema for the canonical id of one type. */
export function idOf<Prefix extends string>(prefix: Prefix) {
  return z
    .string()
    .refine((text): text is Id<Prefix> => parseId(prefix, text) !== undefined, `not a ${prefix} id`)
    .meta({ description: `TypeID of a ${prefix}`, examples: [`${prefix}_01h2xcejqtf2nbrexx3vqjhp41`] });
}
