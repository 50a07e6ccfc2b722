import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { personWith, signUp } from '../world/person.ts';
import type { Fleet } from './fleet.ts';
import { cursors } from './slice.ts';
import { commentAdded, notificationReceived, overEventStream, overWebSocket } from './streams.ts';

/** Subgraphs come and go while people watch and write. */
export function restartTests(fleet: () => Fleet): void {
  test('while subgraphs restart, one of them by a power cut, streams lose nothing', async () => {
    const [a, b] = fleet().routers;
    const author = await signUp(a.url);
    const reader = await signUp(b.url);
    const postId = await author.post();
    const { token } = author;
    const at = (await author.ask(cursors, { id: postId })).data;
    const from = { posts: at.post.comments.liveCursor, viewer: at.viewer.notifications.liveCursor };
    const streams = [
      overWebSocket(a.url, { ...commentAdded(postId, from.posts), token }),
      overEventStream(b.url, { ...commentAdded(postId, from.posts), token }),
    ];
    // Only what notifications knows: fields that a dying process of comments would fill are null, with a coded error.
    const news = notificationReceived(from.viewer, 'id');
    const told = [overWebSocket(b.url, { ...news, token }), overEventStream(a.url, { ...news, token })];

    const written: string[] = [];
    const refused: string[] = [];
    let ending = '';
    let over = false;
    const writing = [a, b].map(async ({ url }) => {
      const someone = personWith(url, reader);
      for (let count = 1; !over; count += 1) {
        try {
          written.push(await someone.comment(postId, `${count} through ${url}`));
        } catch (error) {
          refused.push(`${ending}: ${(error as Error).message}`);
        }
        await delay(5);
      }
    });
    for (const [name, signal] of [
      ['comments', 'SIGTERM'],
      ['comments', 'SIGKILL'],
      ['notifications', 'SIGTERM'],
    ] as const) {
      const before = written.length;
      const [oldest] = fleet().of(name);
      if (!oldest) throw new Error(`No ${name} runs.`);
      const fresh = fleet().start(name);
      ending = signal;
      expect(await fleet().end(oldest, signal)).toBe(signal === 'SIGTERM' ? 0 : 'SIGKILL');
      await fresh;
      expect(written.length).toBeGreaterThan(before);
    }
    over = true;
    await Promise.all(writing);

    const stands = await allComments(fleet().routers[0].url, token, postId);
    expect(refused.filter((refusal) => !refusal.startsWith('SIGKILL'))).toEqual([]);
    // What a dying process did not answer may have been written; what was answered must have been.
    expect(stands).toEqual(expect.arrayContaining(written));
    expect(stands.length).toBeLessThanOrEqual(written.length + refused.length);
    for (const stream of streams) {
      const events = await stream.first(stands.length);
      expect(events.map(({ comment }) => comment.id)).toEqual(stands);
    }
    for (const stream of told) {
      const events = await stream.first(stands.length);
      expect(events.map(({ notification }) => notification.subject.id)).toEqual(stands);
    }
    console.log(
      `${written.length} comments answered, ${refused.length} refused by a power cut, none by two stops`,
    );
  }, 60_000);
}

/** All comments on a post, oldest first. */
async function allComments(url: string, token: string, postId: string): Promise<string[]> {
  const someone = personWith(url, { id: '', username: '', password: '', token });
  const query = `query ($id: ID!, $after: String) {
    post(id: $id) { comments(first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }
  }`;
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await someone.ask(query, { id: postId, after });
    const { nodes, pageInfo } = data.post.comments;
    ids.push(...nodes.map(({ id }: { id: string }) => id));
    if (!pageInfo.hasNextPage) return ids;
    after = pageInfo.endCursor;
  }
}
