export * from './avatars.ts';
export * from './draft-media.ts';
export * from './group-avatars.ts';
export * from './media.ts';
export * from './post-media.ts';
export * from './schema.ts';
export * from './shared.ts';
