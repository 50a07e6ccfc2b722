export * from './bans.ts';
export * from './group-members.ts';
export * from './groups.ts';
export * from './invitations.ts';
export * from './join-requests.ts';
export * from './pinned-posts.ts';
export * from './schema.ts';
export * from './shared.ts';
