import { setTimeout as delay } from 'node:timers/promises';
import type { UserId } from '@ursa/ids';
import type { Sent } from './oracle.ts';
import type { Victim } from './victim-process.ts';

const createPost = `mutation ($input: CreatePostInput!) {
  createPost(input: $input) { post { id body } errors { message } }
}`;
const addComment = `mutation ($input: AddCommentInput!) {
  addComment(input: $input) { comment { id body } errors { message } }
}`;

/** How many mutations are on their way at once. */
const atOnce = 3;

/** Sends mutations to whoever runs a subgraph now, and remembers what became of them. */
export class Writer {
  readonly sent: Sent[] = [];
  readonly #on: (subgraph: string) => Victim | undefined;
  readonly #author: UserId;
  readonly #commenters: readonly UserId[];
  readonly #threads: string[] = [];
  #count = 0;

  constructor(on: (subgraph: string) => Victim | undefined, [author, ...commenters]: readonly UserId[]) {
    if (!author) throw new Error('Somebody must write.');
    this.#on = on;
    this.#author = author;
    this.#commenters = commenters;
  }

  /** Writes the posts that are commented on. */
  async openThreads(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const id = await this.#post();
      if (!id) throw new Error('The first posts must be written.');
      this.#threads.push(id);
    }
  }

  /** Writes without pause until this victim is dead. Throws when it lives on for too long. */
  async writeUntil(victim: Victim): Promise<void> {
    const patience = AbortSignal.timeout(30_000);
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (!victim.dead) {
          patience.throwIfAborted();
          await (this.#count % 3 === 0 ? this.#post() : this.#comment());
          // Whoever is away answers at once.
          await delay(2);
        }
      }),
    );
  }

  #post(): Promise<string | undefined> {
    const body = `post ${++this.#count}`;
    const order = {
      subgraph: 'posts',
      viewer: this.#author,
      query: createPost,
      variables: { input: { body } },
    };
    return this.#write('post', body, order);
  }

  #comment(): Promise<string | undefined> {
    const body = `comment ${++this.#count}`;
    const postId = this.#threads[this.#count % this.#threads.length];
    const viewer = this.#commenters[this.#count % this.#commenters.length] ?? this.#author;
    const order = { subgraph: 'comments', viewer, query: addComment, variables: { input: { postId, body } } };
    return this.#write('comment', body, order);
  }

  async #write(
    kind: Sent['kind'],
    body: string,
    order: Parameters<Victim['order']>[0],
  ): Promise<string | undefined> {
    const victim = this.#on(order.subgraph);
    if (!victim || victim.dead) return undefined;
    const report = await victim.order(order);
    const payload = report?.data?.createPost ?? report?.data?.addComment;
    const written = payload?.post ?? payload?.comment;
    const outcome = !report ? 'unknown' : written && !report.errors ? 'acknowledged' : 'refused';
    this.sent.push({ kind, body, outcome });
    return written?.id;
  }
}
