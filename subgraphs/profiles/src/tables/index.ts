export * from './blocks.ts';
export * from './follow-requests.ts';
export * from './follows.ts';
export * from './former-usernames.ts';
export * from './mutes.ts';
export * from './profiles.ts';
export * from './schema.ts';
export * from './shared.ts';
