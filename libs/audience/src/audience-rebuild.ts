import { PostCreated } from '@ursa/events/contracts';
import type { Rebuild } from '@ursa/outbox';
import { consumer } from '@ursa/outbox';
import { audienceConsumers, relationConsumers } from './audience-consumers.ts';
import { keepPostAudience } from './keep-post-audience.ts';

const tables = (...names: string[]) => names.map((name) => ({ name }));

/** How the relations between people are rebuilt where nothing else is kept: in groups. */
export const relationRebuild: Rebuild = {
  takes: relationConsumers,
  tables: tables('people', 'follows', 'blocks'),
};

/** How the projection of `audienceTables` is rebuilt; a subgraph that keeps no more than that declares just this. */
export const audienceRebuild: Rebuild = {
  takes: audienceConsumers,
  tables: tables('people', 'follows', 'blocks', 'groups', 'group_members'),
};

/** The same with `postAudienceTable`. */
export const postAudienceRebuild: Rebuild = {
  takes: [...audienceConsumers, consumer(PostCreated, (event, { tx }) => keepPostAudience(tx, event))],
  tables: [...audienceRebuild.tables, ...tables('post_audiences')],
};
