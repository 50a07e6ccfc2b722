import { waitFor } from '@ursa/testkit';
import { expect, test } from 'vitest';
import { personWith, signUp } from '../world/person.ts';
import type { Fleet } from './fleet.ts';
import { commentAdded, notificationReceived, overEventStream, overWebSocket } from './streams.ts';

/** Where a client may take up a post's comments, and its own notifications. */
export const cursors = `query ($id: ID!) {
  post(id: $id) { comments { liveCursor } }
  viewer { notifications { liveCursor } }
}`;

/** The whole slice, through both routers. */
export function sliceTests(fleet: () => Fleet): void {
  test('what one router wrote, the other shows: post, comment, notification', async () => {
    const [a, b] = fleet().routers;
    const author = await signUp(a.url);
    const reader = await signUp(b.url);
    const postId = await author.post('Written through the first router');
    const commentId = await reader.comment(postId, 'Through the second');

    const page = await personWith(a.url, reader).ask(
      `query ($id: ID!) { post(id: $id) { body author { id } commentCount comments { nodes { id author { id } } } } }`,
      { id: postId },
    );
    expect(page).toMatchObject({ status: 200, errors: undefined });
    expect(page.data.post).toEqual({
      body: 'Written through the first router',
      author: { id: author.id },
      commentCount: 1,
      comments: { nodes: [{ id: commentId, author: { id: reader.id } }] },
    });
    const query = `{ viewer { unreadNotificationCount notifications { nodes { kind subject { id } actors { nodes { id } } } } } }`;
    await waitFor(async () => {
      const { data } = await personWith(b.url, author).ask(query);
      expect(data.viewer).toEqual({
        unreadNotificationCount: 1,
        notifications: {
          nodes: [{ kind: 'COMMENT', subject: { id: commentId }, actors: { nodes: [{ id: reader.id }] } }],
        },
      });
    });
  });

  test('a comment arrives live through the other router, over WebSocket and over SSE', async () => {
    const [a, b] = fleet().routers;
    const author = await signUp(a.url);
    const readers = [await signUp(a.url), await signUp(b.url)];
    const postId = await author.post();
    const { data } = await author.ask(cursors, { id: postId });
    const after = data.post.comments.liveCursor;
    const { token } = author;
    const streams = [a, b].flatMap(({ url }) =>
      [overWebSocket, overEventStream].map((over) => over(url, { ...commentAdded(postId, after), token })),
    );
    const told = [a, b].flatMap(({ url }) =>
      [overWebSocket, overEventStream].map((over) =>
        over(url, { ...notificationReceived(data.viewer.notifications.liveCursor), token }),
      ),
    );
    const ids: string[] = [];
    for (const reader of [...readers, ...readers])
      ids.push(await reader.comment(postId, `by ${reader.username}`));
    for (const stream of streams) {
      const events = await stream.first(4);
      expect(events.map(({ comment }) => comment)).toEqual(
        ids.map((id, at) => {
          const { username } = [...readers, ...readers][at] as { username: string };
          return { id, body: `by ${username}`, author: { username } };
        }),
      );
    }
    for (const stream of told) {
      const events = await stream.first(4);
      expect(events.map(({ notification }) => notification.subject.id)).toEqual(ids);
    }
  });
}
