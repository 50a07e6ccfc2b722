import type { SubgraphResponse } from '@ursa/transport';
import type { TextAnswer } from '../answer.ts';
import type { Reader } from '../delivery.ts';
import { Delivery } from '../delivery.ts';
import { Bell } from './bell.ts';
import { InOrder } from './in-order.ts';
import type { StreamEnd } from './member.ts';
import { Member } from './member.ts';
import type { Tap } from './tap.ts';
import { FellBehind } from './tap.ts';
import type { StreamSource } from './upstream.ts';
import type { Upstreams } from './upstreams.ts';

/** What the members of a group have in common. */
export interface Watch {
  /** Groups with the same key give the same answers to the same events. */
  readonly key: string;
  readonly source: StreamSource;
  /** Completes an event. Never rejects. */
  fill(event: SubgraphResponse, signal: AbortSignal): Promise<TextAnswer>;
  /** What is told when the stream fails. */
  failure(error: unknown): TextAnswer;
}

/** Most events of a group that are being completed at the same time. */
const maxFilling = 8;

/** An event that is completed. */
interface Filled {
  readonly cursor: unknown;
  readonly answer: Delivery;
}

/** What a group needs of those around it. */
export interface Surroundings {
  readonly upstreams: Upstreams;
  /** Another group that gives the same answers, and has told of the same event last. */
  twin(group: Group): Group | undefined;
  closed(group: Group): void;
  /** Whether everybody is to go on elsewhere. */
  leaving(): boolean;
}

/**
 * Those who get the same answers to the same events: each event is completed once, some beside each other, and told to all
 * of them in the order of the events.
 */
export class Group {
  readonly watch: Watch;
  /** The cursor of what was told last, or the one it began after. */
  position: unknown;
  readonly #around: Surroundings;
  readonly #members = new Set<Member>();
  readonly #bell = new Bell();
  readonly #closing = new AbortController();
  #tap: Tap;

  constructor(watch: Watch, after: unknown, around: Surroundings) {
    this.watch = watch;
    this.position = after;
    this.#around = around;
    this.#tap = around.upstreams.tap(watch.source, after);
  }

  /** Whether it tells what happens now, not what happened since a cursor. */
  get live(): boolean {
    return this.#tap.live;
  }

  /** Resolves when the stream has ended for this reader: by itself, or because the signal aborts. */
  join(reader: Reader, signal: AbortSignal): Promise<StreamEnd> {
    const member = new Member(reader, signal, this);
    this.#members.add(member);
    this.#bell.ring();
    return member.ended;
  }

  leave(member: Member): void {
    this.#members.delete(member);
    if (this.#members.size === 0) this.#close();
    this.#bell.ring();
  }

  /** Tells events to its members, at the pace of the fastest of them, until there are no more of either. */
  async run(): Promise<void> {
    try {
      while (await this.#follow()) this.#tap = this.#around.upstreams.tap(this.watch.source, this.position);
    } catch (error) {
      const answer = new Delivery(this.watch.failure(error));
      for (const member of this.#members) member.take(answer);
    }
    this.#end({});
  }

  /** Ends it for its members, who can go on elsewhere where it stands. */
  moveAway(): void {
    this.#end({ moved: { after: this.position } });
  }

  #end(end: StreamEnd): void {
    this.#close();
    for (const member of this.#members) member.end(end);
    this.#members.clear();
  }

  /** Follows the tap to its end; true: it has to be taken up again, after what was told last. */
  async #follow(): Promise<boolean> {
    const tap = this.#tap;
    const filled = new InOrder<SubgraphResponse, Filled>({
      take: () => tap.take(),
      run: (event) => this.#fill(event),
      atOnce: maxFilling,
    });
    try {
      for (let next = await filled.next(); next !== undefined; next = await filled.next()) {
        // Its members may have left, or gone on elsewhere, while it was completed.
        if (this.#members.size > 0) await this.#tell(next);
        if (this.#members.size === 0) return false;
      }
      return false;
    } catch (error) {
      if (error instanceof FellBehind) return this.#members.size > 0;
      throw error;
    }
  }

  async #fill(event: SubgraphResponse): Promise<Filled> {
    const { watch } = this;
    const cursor = watch.source.cursorOf(event);
    return { cursor, answer: new Delivery(await watch.fill(event, this.#closing.signal)) };
  }

  async #tell({ cursor, answer }: Filled): Promise<void> {
    this.position = cursor ?? this.position;
    let anyRoom = false;
    for (const member of this.#members) {
      member.take(answer);
      anyRoom ||= member.hasRoom;
    }
    if (this.#around.leaving()) return this.moveAway();
    const other = this.#around.twin(this);
    if (other !== undefined) this.#moveTo(other);
    else if (!anyRoom) await this.#room();
  }

  async #room(): Promise<void> {
    for (;;) {
      for (const member of this.#members) {
        if (member.hasRoom) return;
        member.onRoom(this.#bell.ring);
      }
      if (this.#members.size === 0) return;
      await this.#bell.wait();
    }
  }

  #moveTo(other: Group): void {
    for (const member of this.#members) {
      member.move(other);
      other.#members.add(member);
    }
    other.#bell.ring();
    this.#members.clear();
    this.#close();
  }

  /** From here on nobody new may join. */
  #close(): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#tap.leave();
    this.#around.closed(this);
  }
}
