// Who takes what several subgraphs need alike. One name a line: a new subgraph adds its own.

/** Those that decide who may see what: they keep the relations between people, and who belongs to which group. */
export const audienceKeepers = ['posts', 'comments', 'notifications', 'media'] as const;

/** Those that keep posts, or something that hangs on posts. */
export const postKeepers = ['comments', 'notifications', 'media'] as const;

/** Those that keep comments, or something that hangs on comments. */
export const commentKeepers = ['notifications'] as const;
