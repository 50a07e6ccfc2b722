/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  Group: '../domain/group-view.ts#GroupView',
  GroupMemberConnection: '../resolvers/lists.ts#MemberConnection',
  GroupJoinRequestConnection: '../resolvers/lists.ts#JoinRequestConnection',
  GroupInvitationConnection: '../resolvers/lists.ts#InvitationConnection',
  GroupBanConnection: '../resolvers/lists.ts#BanConnection',
  UserGroupConnection: '../resolvers/lists.ts#JoinedGroupConnection',
  ReceivedGroupInvitationConnection: '../resolvers/lists.ts#ReceivedInvitationConnection',
  Media: "@ursa/subgraph-kit#EntityReference<'Media'>",
};
