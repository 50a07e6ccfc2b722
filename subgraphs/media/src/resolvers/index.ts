import { CreateUploadPayload } from './CreateUploadPayload.ts';
import { Media } from './Media.ts';
import { MediaVariant } from './MediaVariant.ts';
import { completeUpload } from './Mutation/complete-upload.ts';
import { createUpload } from './Mutation/create-upload.ts';
import { describeMedia } from './Mutation/describe-media.ts';
import { setAvatar } from './Mutation/set-avatar.ts';
import { Post } from './Post.ts';
import { media } from './Query/media.ts';
import { User } from './User.ts';

export const resolvers = {
  Query: { media },
  Mutation: { createUpload, completeUpload, describeMedia, setAvatar },
  CreateUploadPayload,
  Media,
  MediaVariant,
  Post,
  User,
};
