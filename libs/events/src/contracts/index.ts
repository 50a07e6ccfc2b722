export * from './comments.ts';
export * from './feed.ts';
export * from './groups.ts';
export * from './identity.ts';
export * from './notifications.ts';
export * from './posts.ts';
export * from './profiles.ts';
export * from './reactions.ts';
