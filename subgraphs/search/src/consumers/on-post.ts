import { keepPostAudience, keepPostDeleted } from '@ursa/audience';
import { PostCreated, PostDeleted, PostEdited } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { consumer } from '@ursa/outbox';
import { forgetDocument, forgetThread } from '../domain/forget-document.ts';
import { indexPost } from '../domain/index-post.ts';
import { kinds } from '../domain/kinds.ts';

export const onPostCreated = consumer(PostCreated, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await indexPost(tx, event);
});

export const onPostEdited = consumer(PostEdited, async (event, { tx }) => {
  await keepPostAudience(tx, event);
  await indexPost(tx, event);
});

export const onPostDeleted = consumer(PostDeleted, async (event, { tx }) => {
  await keepPostDeleted(tx, event);
  const id = toUuid(event.payload.postId);
  await forgetDocument(tx, id, kinds.POST, event.sequence);
  await forgetThread(tx, id);
});
