export * from './comment-audiences.ts';
export * from './reactions.ts';
export * from './schema.ts';
export * from './shared.ts';
export * from './subject-id.ts';
export * from './subjects.ts';
export * from './sweeps.ts';
