export * from './author-counts.ts';
export * from './posts.ts';
export * from './revisions.ts';
export * from './schema.ts';
export * from './shared.ts';
