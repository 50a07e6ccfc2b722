/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  CreateUploadPayload: '../resolvers/CreateUploadPayload.ts#Created',
  Media: '../tables/index.ts#MediaRow',
  MediaVariant: '../resolvers/MediaVariant.ts#ServedVariant',
  Post: '../resolvers/Post.ts#PostWithMedia',
};
