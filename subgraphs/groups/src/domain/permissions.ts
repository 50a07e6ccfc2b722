/** What a member is in a group, from the least to the most. */
export const groupRoles = ['MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'] as const;

export type GroupRole = (typeof groupRoles)[number];

const everyone = ['MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'] as const;
const moderators = ['MODERATOR', 'ADMIN', 'OWNER'] as const;
const admins = ['ADMIN', 'OWNER'] as const;
const owners = ['OWNER'] as const;

/** THE table of who may do what in a group. What is done to a member also asks {@link outranks}. */
const permitted = {
  post: everyone,
  invite: everyone,
  /** Read requests, invitations and bans. */
  moderate: moderators,
  answerRequests: moderators,
  removeMembers: moderators,
  ban: moderators,
  pin: moderators,
  update: admins,
  setRoles: admins,
  changePrivacy: owners,
  transferOwnership: owners,
} as const satisfies Record<string, readonly GroupRole[]>;

export type GroupAction = keyof typeof permitted;

/** Whether somebody of this role may do that; no role: no member. */
export function can(role: GroupRole | null, action: GroupAction): boolean {
  return role !== null && (permitted[action] as readonly GroupRole[]).includes(role);
}

/** Whether a role stands above another's; whoever is no member stands below all. */
export function outranks(role: GroupRole | null, other: GroupRole | null): boolean {
  return rank(role) > rank(other);
}

const rank = (role: GroupRole | null) => (role === null ? -1 : groupRoles.indexOf(role));

/** Those who may do that. */
export function rolesThatMay(action: GroupAction): readonly GroupRole[] {
  return permitted[action];
}
