import type { Reader } from '../delivery.ts';
import type { ResumeSettings } from './events.ts';
import type { Surroundings, Watch } from './group.ts';
import { Group } from './group.ts';
import type { StreamEnd } from './member.ts';
import { Upstreams } from './upstreams.ts';

/** All who watch something. Those who would get the same answers are one group. */
export class Groups {
  readonly #around: Surroundings;
  readonly #open = new Map<string, Set<Group>>();
  #leaving = false;

  constructor(settings: ResumeSettings) {
    this.#around = {
      upstreams: new Upstreams(settings),
      twin: (group) => this.#twin(group),
      closed: (group) => this.#forget(group),
      leaving: () => this.#leaving,
    };
  }

  /**
   * Watches from behind this cursor; undefined: from now on. Resolves when the stream has ended for this reader: by
   * itself, or because the signal aborts.
   */
  watch(watch: Watch, after: unknown, reader: Reader, signal: AbortSignal): Promise<StreamEnd> {
    if (signal.aborted) return Promise.resolve({});
    return this.#groupAt(watch, after).join(reader, signal);
  }

  /**
   * Ends all of them, so that each can go on elsewhere where it stands. Those that have no cursor yet would miss what
   * happens meanwhile: they stay until they have told an event.
   */
  moveAway(): void {
    this.#leaving = true;
    for (const group of [...this.#open.values()].flatMap((alike) => [...alike])) {
      if (group.position !== undefined) group.moveAway();
    }
  }

  #groupAt(watch: Watch, after: unknown): Group {
    const alike = this.#open.get(watch.key) ?? new Set();
    for (const group of alike) if (after === undefined ? group.live : group.position === after) return group;
    const group = new Group(watch, after, this.#around);
    this.#open.set(watch.key, alike.add(group));
    void group.run();
    return group;
  }

  /** Groups of different beginnings that have told of the same event go on alike: one of them is enough. */
  #twin(group: Group): Group | undefined {
    if (group.position === undefined) return undefined;
    for (const other of this.#open.get(group.watch.key) ?? []) {
      if (other !== group && other.position === group.position) return other;
    }
    return undefined;
  }

  #forget(group: Group): void {
    const alike = this.#open.get(group.watch.key);
    alike?.delete(group);
    if (alike?.size === 0) this.#open.delete(group.watch.key);
  }
}
