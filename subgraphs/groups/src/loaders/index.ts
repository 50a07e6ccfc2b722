import { audienceLoaders } from '@ursa/audience';
import type { RequestContext } from '@ursa/subgraph-kit';
import { groupMembers, joinRequests } from '../tables/index.ts';
import { groupByHandle } from './group-by-handle.ts';
import { groupById } from './group-by-id.ts';
import { groupsOfUser, invitationsOfUser } from './groups-of-user.ts';
import { hiddenPeopleIn } from './hidden-people-in.ts';
import { bansOfGroup, invitationsOfGroup, membersOfGroup, requestsOfGroup } from './people-of-group.ts';
import { pinsOfGroup } from './pins-of-group.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  const { standing, visible } = audienceLoaders(ctx);
  return {
    standing,
    visible,
    groupById: groupById(ctx),
    groupByHandle: groupByHandle(ctx),
    hiddenMembers: hiddenPeopleIn(ctx, groupMembers),
    hiddenRequests: hiddenPeopleIn(ctx, joinRequests),
    membersOfGroup: membersOfGroup(ctx),
    requestsOfGroup: requestsOfGroup(ctx),
    invitationsOfGroup: invitationsOfGroup(ctx),
    bansOfGroup: bansOfGroup(ctx),
    groupsOfUser: groupsOfUser(ctx),
    invitationsOfUser: invitationsOfUser(ctx),
    pinsOfGroup: pinsOfGroup(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
