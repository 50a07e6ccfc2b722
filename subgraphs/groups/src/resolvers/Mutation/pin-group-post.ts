import { idInput } from '@ursa/subgraph-kit';
import { pinPost } from '../../domain/pin-post.ts';
import type { PinGroupPostInput } from '../../generated/resolvers.ts';
import { checkedGroupMutation } from '../group-mutation.ts';
import { postInGroup } from '../post-in-group.ts';

export const pinGroupPost = checkedGroupMutation({
  name: 'pinGroupPost',
  parse: ({ postId }: PinGroupPostInput) => idInput('post', postId, ['postId']),
  check: (postId, { ask }, groupId) => postInGroup(ask, groupId, postId),
  act: ({ tx, group, checked }) => pinPost(tx, group, checked),
});
