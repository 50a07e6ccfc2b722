import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { followTag as follow } from '../../domain/follow-tag.ts';
import { tagNameInput } from '../../domain/tag-name.ts';
import type { FollowTagInput } from '../../generated/resolvers.ts';

export const followTag = viewerMutation({
  name: 'followTag',
  entity: 'tag',
  async run({ viewer, input, tx }: MutationScope<FollowTagInput, PostsContext>) {
    const name = tagNameInput(input.name);
    if (!name.ok) return name;
    await follow(tx, viewer, name.value);
    return done(name.value);
  },
  answer: (name, { loaders }) => loaders.tagByName.load(name),
});
