import type { Target, WayIn } from './ways-in.ts';
import { entity, mutation, node, nodes, operation } from './ways-in.ts';

const fields =
  'id kind purpose status contentType width height alt blurhash url variants { url } viewerCanAttach';
const mediaId = ({ id }: Target) => ({ mediaId: id });

/** Every way to an image or video. */
export const waysToMedia: readonly WayIn[] = [
  operation('media', `query ($id: ID!) { media(id: $id) { ${fields} } }`),
  node,
  nodes,
  entity('media', 'Media', fields),
  mutation('completeUpload', 'media { id }', mediaId),
  mutation('describeMedia', 'media { id }', (target) => ({ ...mediaId(target), alt: 'taken over' })),
  mutation('setAvatar', 'user { id }', mediaId),
];

/** Every way to what a post shows. */
export const waysToPostMedia: readonly WayIn[] = [
  operation('Post.media', 'query ($id: ID!) { post(id: $id) { media { id url } } }'),
  entity('media', 'Post', 'media { id url }'),
];

/** Every way to a person's picture. */
export const waysToAvatar: readonly WayIn[] = [
  operation(
    'User.avatar',
    'query ($username: String!) { user(username: $username) { avatar { id url } } }',
    ({ username }) => ({ username }),
  ),
  entity('media', 'User', 'avatar { id url }'),
];
