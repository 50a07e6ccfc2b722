import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';
import { audienceKeepers } from './keepers.ts';

const ofGroups = { version: 1, owner: 'groups', aggregate: 'group' } as const;
const keeping = { ...ofGroups, consumers: audienceKeepers } as const;

const group = z.strictObject({
  groupId: idOf('group'),
  handle: z.string(),
  name: z.string(),
  description: z.string(),
  privacy: z.enum(['PUBLIC', 'PRIVATE', 'SECRET']),
  avatarId: idOf('media').nullable().default(null).describe('its picture'),
});
const member = z.strictObject({ groupId: idOf('group'), userId: idOf('user') });
const role = z.enum(['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER']);

/** A group exists from now on; that its owner joined it is told apart. */
export const GroupCreated = defineEvent({ ...keeping, name: 'GroupCreated', payload: group });

/** What others know of a group changed. Carries the whole new state. */
export const GroupChanged = defineEvent({ ...keeping, name: 'GroupChanged', payload: group });

/** Somebody belongs to a group from now on. */
export const GroupMemberJoined = defineEvent({
  ...keeping,
  name: 'GroupMemberJoined',
  payload: z.strictObject({ ...member.shape, role }),
});

/** Somebody belongs to a group no longer: by own will, by removal or by a ban. */
export const GroupMemberLeft = defineEvent({
  ...keeping,
  name: 'GroupMemberLeft',
  payload: z.strictObject({ ...member.shape, banned: z.boolean() }),
});

/** A member's role changed. */
export const GroupRoleChanged = defineEvent({
  ...ofGroups,
  name: 'GroupRoleChanged',
  consumers: ['notifications'],
  payload: z.strictObject({ ...member.shape, role, changedById: idOf('user') }),
});

/** Somebody asks to join a private group; `moderatorIds` may answer, at most 100 of them are told. */
export const GroupJoinRequested = defineEvent({
  ...ofGroups,
  name: 'GroupJoinRequested',
  consumers: ['notifications'],
  payload: z.strictObject({ ...member.shape, moderatorIds: z.array(idOf('user')).max(100) }),
});

/** A request to join is open no longer: accepted, declined or withdrawn. */
export const GroupJoinRequestClosed = defineEvent({
  ...ofGroups,
  name: 'GroupJoinRequestClosed',
  consumers: ['notifications'],
  payload: z.strictObject({ ...member.shape, accepted: z.boolean(), answeredById: idOf('user').nullable() }),
});

/** A member invited somebody who is none. */
export const GroupInvited = defineEvent({
  ...ofGroups,
  name: 'GroupInvited',
  consumers: ['notifications'],
  payload: z.strictObject({ ...member.shape, invitedById: idOf('user') }),
});

/** An invitation is open no longer: taken up, declined or withdrawn. */
export const GroupInvitationClosed = defineEvent({
  ...ofGroups,
  name: 'GroupInvitationClosed',
  consumers: ['notifications'],
  payload: z.strictObject({ ...member.shape, accepted: z.boolean() }),
});
