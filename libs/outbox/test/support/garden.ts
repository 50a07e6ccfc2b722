import { defineEvent } from '@ursa/events';
import { pgSchema, serial, text } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { outboxTables } from '../../src/index.ts';

const about = {
  version: 1,
  owner: 'garden',
  aggregate: 'bed',
  payload: z.strictObject({ plant: z.string() }),
} as const;

/** Announced, and taken by the kitchen. */
export const Planted = defineEvent({
  ...about,
  name: 'Planted',
  consumers: ['kitchen'],
  live: ({ plant }) => plant,
});

/** Taken by two. */
export const Harvested = defineEvent({ ...about, name: 'Harvested', consumers: ['kitchen', 'market'] });

/** Announced and taken by nobody. */
export const Watered = defineEvent({ ...about, name: 'Watered', consumers: [], live: ({ plant }) => plant });

/** Somebody who emits. */
export const garden = owner('garden');

/** Somebody who consumes: every effect is a row, so that doubled ones show. */
export const kitchen = owner('kitchen');
export const market = owner('market');

function owner(name: string) {
  const schema = pgSchema(name);
  const effects = schema.table('effects', {
    place: serial().primaryKey(),
    bed: text().notNull(),
    plant: text().notNull(),
  });
  return { name, tables: { schema, ...outboxTables(schema), effects }, effects };
}
