import { waitFor } from '@ursa/testkit';
import { expect, test } from 'vitest';
import { personWith, signUp } from '../world/person.ts';
import { beginSlowComment } from '../world/slow-comment.ts';
import type { Fleet } from './fleet.ts';
import { breakRedisConnections, keysInRedis } from './redis-fault.ts';
import { cursors } from './slice.ts';
import { commentAdded, notificationReceived, overEventStream, overWebSocket } from './streams.ts';

/** A client that was away gets what it missed, wherever it comes back. */
export function resumeTests(fleet: () => Fleet): void {
  test('after a broken socket and a broken Redis, the other router tells exactly what was missed, in order', async () => {
    const [a, b] = fleet().routers;
    const author = await signUp(a.url);
    const [one, two] = [await signUp(a.url), await signUp(b.url)];
    const postId = await author.post();
    await one.comment(postId, 'read with the page');
    const { token } = author;
    const at = (await author.ask(cursors, { id: postId })).data;

    const comments = overWebSocket(a.url, { ...commentAdded(postId, at.post.comments.liveCursor), token });
    const notes = overWebSocket(a.url, {
      ...notificationReceived(at.viewer.notifications.liveCursor),
      token,
    });
    const slow = await beginSlowComment(fleet(), { postId, postAuthorId: author.id, authorId: two.id });
    await two.comment(postId, 'seen live');
    const seen = (await comments.first(1))[0];
    // A notification of the comment on the page may come before: it was on its way when the cursor was taken.
    const noted = await waitFor(() => {
      return notes.events.find(({ notification }) => notification.subject.id === seen.comment.id);
    });
    comments.kill();
    notes.kill();

    const missed = [await one.comment(postId, 'while nobody watched')];
    expect(slow.id < (missed[0] ?? '')).toBe(true);
    expect(slow.id < seen.comment.id).toBe(true);
    await slow.commit();
    missed.push(slow.id, await two.comment(postId, 'once more'));
    expect(await keysInRedis(fleet().prefix)).toEqual([]);
    expect(await breakRedisConnections(fleet().prefix)).toBeGreaterThanOrEqual(20);

    for (const over of [overWebSocket, overEventStream]) {
      const again = over(b.url, { ...commentAdded(postId, seen.cursor), token });
      const notesAgain = over(b.url, { ...notificationReceived(noted.cursor), token });
      const told = async () => [
        (await again.first(missed.length)).map(({ comment }) => comment.id),
        (await notesAgain.first(missed.length)).map(({ notification }) => notification.subject.id),
      ];
      expect(await told()).toEqual([missed, missed]);
      missed.push(await personWith(a.url, one).comment(postId, 'live again'));
      expect(await told()).toEqual([missed, missed]);
      expect([again.events.length, notesAgain.events.length]).toEqual([missed.length, missed.length]);
      again.kill();
      notesAgain.kill();
    }
  }, 60_000);
}
