// Who takes what several subgraphs need alike. A new subgraph adds its own name.

/** Those that keep posts, or something that hangs on posts. */
export const postKeepers = ['comments', 'notifications', 'reactions', 'feed', 'search', 'media'] as const;

/** Those that decide who may see what: they keep the relations between people, and who belongs to which group. */
export const audienceKeepers = ['posts', ...postKeepers] as const;

/** Those that keep the relations between people: groups too, which knows by itself who belongs to which group. */
export const relationKeepers = [...audienceKeepers, 'groups'] as const;

/** Those that keep comments, or something that hangs on comments. */
export const commentKeepers = ['notifications', 'reactions', 'search'] as const;
