export * from './mutes.ts';
export * from './notifications.ts';
export * from './schema.ts';
export * from './shared.ts';
