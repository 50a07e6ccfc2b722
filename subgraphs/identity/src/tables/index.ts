export * from './accounts.ts';
export * from './refresh-tokens.ts';
export * from './schema.ts';
export * from './sessions.ts';
export * from './shared.ts';
export * from './signing-keys.ts';
export * from './throttles.ts';
export * from './usernames.ts';
