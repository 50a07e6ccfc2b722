import { waitFor } from '@ursa/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { startAnotherRouter } from '../world/another-router.ts';
import type { Person } from '../world/person.ts';
import { personWith, signUp } from '../world/person.ts';
import { beginSlowComment } from '../world/slow-comment.ts';
import type { Stream } from '../world/streams.ts';
import { eventsClient, socketClient } from '../world/streams.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';

const comments = `subscription ($postId: ID!, $after: String) {
  commentAdded(postId: $postId, after: $after) { cursor comment { id body author { username } post { body } } }
}`;
const notifications = `subscription ($after: String) {
  notificationReceived(after: $after) { cursor notification { id kind subject { id } actors { nodes { username } } } }
}`;
const cursors = `query ($postId: ID!) {
  post(id: $postId) { comments { liveCursor } } viewer { notifications { liveCursor } }
}`;

let world: TestSupergraph;
let otherUrl: string;
beforeAll(async () => {
  world = await startTestSupergraph();
  otherUrl = await startAnotherRouter(world);
}, 60_000);

/** The ids of the comments a stream told of; of a notification: what it is about. */
const commentsIn = ({ answers }: Stream): string[] =>
  answers.map(
    ({ data }) => data?.commentAdded?.comment.id ?? data?.notificationReceived?.notification.subject.id,
  );
const lastCursor = ({ answers }: Stream): string => {
  const { data } = answers.at(-1) ?? {};
  return data?.commentAdded?.cursor ?? data?.notificationReceived.cursor;
};

describe.each([
  ['graphql-transport-ws', socketClient],
  ['server-sent events', eventsClient],
])('the tour over %s', (_, connect) => {
  let ada: Person;
  let bob: Person;
  let postId: string;

  beforeAll(async () => {
    [ada, bob] = await Promise.all([signUp(world.url), signUp(world.url)]);
    postId = await ada.post('The post of the tour');
  });

  test('a comment reaches who watches the post, and its author as a notification', async () => {
    const { data } = await ada.ask(cursors, { postId });
    const after = data.viewer.notifications.liveCursor;
    const client = connect(world.url, ada.token);
    const received = client.subscribe(notifications, { after });
    const added = client.subscribe(comments, { postId });
    // Without a cursor a stream begins with what happens next: until it does, something happens.
    const said: string[] = [];
    await waitFor(async () => {
      said.push(await bob.comment(postId, `Comment ${said.length}`));
      return added.answers.length > 0;
    });
    const id = await bob.comment(postId, 'The last one');
    await waitFor(() => commentsIn(added).includes(id));
    expect(said.concat(id).slice(-added.answers.length)).toEqual(commentsIn(added));
    expect(added.answers.at(-1)).toMatchObject({
      data: {
        commentAdded: {
          comment: {
            body: 'The last one',
            author: { username: bob.username },
            post: { body: 'The post of the tour' },
          },
        },
      },
    });

    await waitFor(() => commentsIn(received).includes(id));
    expect(commentsIn(received)).toEqual([...said, id]);
    expect(received.answers.at(-1)?.data.notificationReceived.notification).toMatchObject({
      kind: 'COMMENT',
      actors: { nodes: [{ username: bob.username }] },
    });
    const shown = await ada.ask('{ viewer { notifications(first: 1) { nodes { kind subject { id } } } } }');
    expect(shown.data.viewer.notifications.nodes).toEqual([{ kind: 'COMMENT', subject: { id } }]);
  });

  test('between the page that was read and the first event nothing falls', async () => {
    const { data } = await ada.ask(cursors, { postId });
    const [first, second] = [await bob.comment(postId), await bob.comment(postId)];
    const client = connect(world.url, ada.token);
    const added = client.subscribe(comments, { postId, after: data.post.comments.liveCursor });
    const received = client.subscribe(notifications, { after: data.viewer.notifications.liveCursor });
    await waitFor(() => added.answers.length === 2 && received.answers.length === 2);
    const third = await bob.comment(postId);
    await waitFor(() => added.answers.length === 3 && received.answers.length === 3);
    expect(commentsIn(added)).toEqual([first, second, third]);
    expect(commentsIn(received)).toEqual([first, second, third]);
  });

  test('what a cut connection missed comes on the other router: exactly that, in the order of commits', async () => {
    const { data } = await ada.ask(cursors, { postId });
    const client = connect(world.url, ada.token);
    const added = client.subscribe(comments, { postId, after: data.post.comments.liveCursor });
    const received = client.subscribe(notifications, { after: data.viewer.notifications.liveCursor });
    await bob.comment(postId, 'seen');
    await waitFor(() => added.answers.length === 1 && received.answers.length === 1);
    client.cut();
    await expect(added.done).rejects.toThrow();

    const slow = await beginSlowComment(world, { postId, postAuthorId: ada.id, authorId: bob.id });
    const bobThere = personWith(otherUrl, bob);
    const missed = [await bobThere.comment(postId, 'missed'), await bob.comment(postId, 'missed')];
    await slow.commit();
    missed.push(slow.id, await bob.comment(postId, 'missed'));
    expect(missed.toSorted()).not.toEqual(missed);

    const again = connect(otherUrl, ada.token);
    const addedThere = again.subscribe(comments, { postId, after: lastCursor(added) });
    const receivedThere = again.subscribe(notifications, { after: lastCursor(received) });
    await waitFor(() => addedThere.answers.length >= 4 && receivedThere.answers.length >= 4);
    const live = await bob.comment(postId, 'live again');
    await waitFor(() => [addedThere, receivedThere].every((stream) => commentsIn(stream).includes(live)));
    expect(commentsIn(addedThere)).toEqual([...missed, live]);
    expect(commentsIn(receivedThere)).toEqual([...missed, live]);
    expect([added.answers.length, received.answers.length]).toEqual([1, 1]);
  });
});

test('both transports run many streams side by side, each with its own', async () => {
  const ada = await signUp(world.url);
  const posts = await Promise.all(Array.from({ length: 10 }, () => ada.post()));
  const { data } = await ada.ask(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Post { comments { liveCursor } } } }',
    { ids: posts },
  );
  for (const client of [socketClient(otherUrl, ada.token), eventsClient(otherUrl, ada.token)]) {
    const streams = posts.map((postId, n) =>
      client.subscribe(comments, { postId, after: data.nodes[n].comments.liveCursor }),
    );
    const said = await Promise.all(posts.map((postId) => ada.comment(postId)));
    await waitFor(() => streams.every((stream, n) => commentsIn(stream).includes(said[n] as string)));
    for (const [n, stream] of streams.entries()) expect(commentsIn(stream).at(-1)).toBe(said[n]);
  }
});
