import { uuid } from 'drizzle-orm/pg-core';

/**
 * The UUID behind the id of a thing of any type. Those of two types never meet: who may see a thing is asked of the
 * type's own projection and owner, so an id under a foreign prefix leads nowhere.
 */
export const subjectUuid = (name: string) => uuid(name).notNull();
