import { pgSchema } from 'drizzle-orm/pg-core';

/** The Postgres schema that this subgraph alone owns. */
export const schema = pgSchema('media');
