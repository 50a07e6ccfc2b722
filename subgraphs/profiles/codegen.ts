/** What resolvers get as parent. */
export const mappers = {
  User: '../domain/profile.ts#Profile',
  UserConnection: '../resolvers/user-connection.ts#UserConnectionModel',
  UserEdge: '../resolvers/user-connection.ts#UserEdgeModel',
};
