/** What resolvers get as parent. */
export const mappers = {
  Account: '../loaders/account-by-id.ts#NamedAccount',
  Session: '../resolvers/session-model.ts#SessionModel',
  Viewer: '../loaders/viewer-account.ts#ViewerAccount',
};
