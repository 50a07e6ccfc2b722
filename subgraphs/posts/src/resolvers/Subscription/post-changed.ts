import type { PostId } from '@ursa/ids';
import type { LiveMessage } from '@ursa/live';
import { follow } from '@ursa/live';
import { currentSequence } from '@ursa/outbox';
import { liveCursor, parseLiveCursor } from '@ursa/pagination';
import { idArgument, requestError } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import type { WrittenPost } from '../../domain/written-post.ts';
import type { SubscriptionPostChangedArgs } from '../../generated/resolvers.ts';
import { postChannel } from '../post-channel.ts';

async function* subscribe(_: unknown, args: SubscriptionPostChangedArgs, context: PostsContext) {
  const { db, live, signal } = context;
  const id = idArgument('post', args.id, 'id');
  const channel = postChannel(id);
  await requirePost(id, context);
  const head = () => currentSequence(db, id);
  const changes = follow({
    live,
    channel,
    after: args.after == null ? undefined : parseLiveCursor(channel, args.after),
    head,
    // What was missed is in the post as it is now: one event stands for all of them.
    async since(sequence) {
      const newest = await head();
      return newest > sequence ? [{ sequence: newest }] : [];
    },
    load: async ({ sequence }: LiveMessage) => ({ sequence }),
    signal,
  });
  for await (const { sequence } of changes) {
    // Every event is seen with the viewer's eyes of now: a block or a narrower audience since then holds.
    context.renewLoaders();
    const post = await requirePost(id, context);
    yield { postChanged: { cursor: liveCursor(channel, sequence), post } };
  }
}

async function requirePost(id: PostId, { loaders }: PostsContext): Promise<WrittenPost> {
  const post = await loaders.postById.load(id);
  if (!post) throw requestError('NOT_FOUND', 'There is no such post.');
  return post;
}

export const postChanged = { subscribe };
