import { done } from '@ursa/outcome';
import { idInput } from '@ursa/subgraph-kit';
import { unpinPost } from '../../domain/pin-post.ts';
import type { UnpinGroupPostInput } from '../../generated/resolvers.ts';
import { checkedGroupMutation } from '../group-mutation.ts';

export const unpinGroupPost = checkedGroupMutation({
  name: 'unpinGroupPost',
  parse: ({ postId }: UnpinGroupPostInput) => idInput('post', postId, ['postId']),
  check: async (postId) => done(postId),
  act: ({ tx, group, checked }) => unpinPost(tx, group, checked),
});
