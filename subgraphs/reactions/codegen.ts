/** What resolvers get as parents: rows and subjects as the viewer sees them, not GraphQL types. */
export const mappers = {
  Comment: '../subjects/subject.ts#Subject',
  Post: '../subjects/subject.ts#Subject',
  Reaction: '../tables/index.ts#ReactionRow',
  ReactPayload: '../resolvers/ReactPayload.ts#Reacted',
  ReactionSubject: '../subjects/subject.ts#Subject',
  UnreactPayload: '../resolvers/UnreactPayload.ts#Unreacted',
};
