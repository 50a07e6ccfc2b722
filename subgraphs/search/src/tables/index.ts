export * from './documents.ts';
export * from './engagements.ts';
export * from './postings.ts';
export * from './schema.ts';
export * from './shared.ts';
export * from './words.ts';
