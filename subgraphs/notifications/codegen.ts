/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  Notification: '../tables/index.ts#NotificationRow',
  PushDevice: '../tables/index.ts#PushDeviceRow',
};
