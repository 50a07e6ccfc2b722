import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '@ursa/testkit';
import { expect, test } from 'vitest';
import type { Answer } from '../world/person.ts';
import { send, signUp } from '../world/person.ts';
import type { Fleet } from './fleet.ts';
import { cursors } from './slice.ts';
import { commentAdded, overEventStream, overWebSocket } from './streams.ts';

interface Attempt {
  begunAt: number;
  answer: Answer | undefined;
}

/** A router goes without anybody noticing. Comes last: the fleet has one router less afterwards. */
export function stoppingTests(fleet: () => Fleet): void {
  test('SIGTERM under load: what is in flight is answered, sockets close with 1001, exit code 0', async () => {
    const [a, b] = fleet().routers;
    const author = await signUp(a.url);
    const { token } = author;
    const postId = await author.post();
    const after = (await author.ask(cursors, { id: postId })).data.post.comments.liveCursor;
    const sockets = Array.from({ length: 5 }, () =>
      overWebSocket(a.url, { ...commentAdded(postId, after), token }),
    );
    const events = overEventStream(a.url, { ...commentAdded(postId, after), token });
    await author.comment(postId, 'Everyone is here');
    await Promise.all([...sockets, events].map((stream) => stream.first(1)));

    const attempts: Attempt[] = [];
    let over = false;
    let signalledAt = Number.POSITIVE_INFINITY;
    const load = Array.from({ length: 8 }, async (_, worker) => {
      while (!over) {
        const attempt: Attempt = { begunAt: performance.now(), answer: undefined };
        attempts.push(attempt);
        const input = { postId, body: `by worker ${worker}` };
        const query = `mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id body } errors { message } } }`;
        attempt.answer = await send(a.url, query, { input }, token).catch(() => undefined);
        if (attempt.answer === undefined) await delay(5);
      }
    });
    await waitFor(() => attempts.length > 40);
    signalledAt = performance.now();
    const ending = await fleet().end(a, 'SIGTERM');
    const tookMs = performance.now() - signalledAt;
    over = true;
    await Promise.all(load);

    expect(ending).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    const inFlight = attempts.filter(({ begunAt, answer }) => begunAt < signalledAt && answer !== undefined);
    const lost = attempts.filter(({ begunAt, answer }) => begunAt < signalledAt && answer === undefined);
    expect(lost).toEqual([]);
    expect(inFlight.length).toBeGreaterThan(40);
    // Afterwards: taken and answered in full, or not taken at all.
    const answers = attempts.flatMap(({ answer }) => answer ?? []);
    for (const { status, data, errors } of answers) {
      expect({ status, errors, refused: data?.addComment.errors }).toEqual({
        status: 200,
        errors: undefined,
        refused: [],
      });
    }
    expect(sockets.map(({ closed }) => closed)).toEqual([1001, 1001, 1001, 1001, 1001]);
    expect(events.closed).toBe(0);

    const last = sockets[0]?.events.at(-1);
    const again = overWebSocket(b.url, { ...commentAdded(postId, last.cursor), token });
    const all = answers.map(({ data }) => data.addComment.comment.id);
    const missed = all.length + 1 - (sockets[0]?.events.length ?? 0);
    await again.first(missed);
    const seen = [...(sockets[0]?.events ?? []), ...again.events].map(({ comment }) => comment.id).slice(1);
    expect(seen.toSorted()).toEqual(all.toSorted());
    console.log(
      `SIGTERM: ${answers.length} answered, ${attempts.length - answers.length} not taken, exit after ${Math.round(tookMs)} ms`,
    );
  }, 60_000);
}
