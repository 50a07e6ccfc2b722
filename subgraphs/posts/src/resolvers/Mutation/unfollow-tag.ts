import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { unfollowTag as unfollow } from '../../domain/follow-tag.ts';
import { tagNameInput } from '../../domain/tag-name.ts';
import type { UnfollowTagInput } from '../../generated/resolvers.ts';

export const unfollowTag = viewerMutation({
  name: 'unfollowTag',
  entity: 'tag',
  async run({ viewer, input, tx }: MutationScope<UnfollowTagInput, PostsContext>) {
    const name = tagNameInput(input.name);
    if (!name.ok) return name;
    await unfollow(tx, viewer, name.value);
    return done(name.value);
  },
  answer: (name, { loaders }) => loaders.tagByName.load(name),
});
