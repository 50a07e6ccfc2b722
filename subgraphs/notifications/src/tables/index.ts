export * from './gone-comments.ts';
export * from './notification-actors.ts';
export * from './notifications.ts';
export * from './preferences.ts';
export * from './push.ts';
export * from './schema.ts';
export * from './shared.ts';
export * from './unread-counts.ts';
