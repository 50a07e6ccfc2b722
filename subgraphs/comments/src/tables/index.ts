export * from './comment-changes.ts';
export * from './comments.ts';
export * from './reply-rules.ts';
export * from './schema.ts';
export * from './shared.ts';
export * from './threads.ts';
