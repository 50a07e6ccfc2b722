import type { PostId, UserId } from '@ursa/ids';
import { retype } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { FeedContext } from '../../context.ts';
import { dismiss } from '../../domain/dismiss.ts';
import type { ShowLessInput } from '../../generated/resolvers.ts';

type Scope = MutationScope<ShowLessInput, FeedContext>;

export const showLess = viewerMutation({
  name: 'showLess',
  entity: 'viewer',
  async run(scope: Scope) {
    const subject = await subjectOf(scope);
    if (!subject.ok) return subject;
    await dismiss(scope.tx, scope.viewer, subject.value);
    return done(null);
  },
  answer: (_, { viewer }) => (viewer === null ? null : { id: retype(viewer, 'viewer') }),
});

/** What to show less of, if the viewer may know of it. */
async function subjectOf({ viewer, input, context }: Scope): Promise<Outcome<PostId | UserId>> {
  const { postId, userId } = input;
  if ((postId == null) === (userId == null)) return failed(invalid([], 'Say which: `postId` or `userId`.'));
  if (postId != null) {
    const id = idInput('post', postId, ['postId']);
    if (!id.ok) return id;
    return (await context.loaders.visiblePost.load(id.value)) ? id : failed(notFound('post', ['postId']));
  }
  const id = idInput('user', userId as string, ['userId']);
  if (!id.ok) return id;
  if (id.value === viewer) return failed(invalid(['userId'], 'This is you.'));
  return (await context.loaders.visible.load(id.value)) ? id : failed(notFound('user', ['userId']));
}
