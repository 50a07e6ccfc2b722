import type { Db } from '@ursa/database';
import type { GroupId, UserId } from '@ursa/ids';
import type { Live } from '@ursa/live';
import { liveChannel } from '@ursa/live';
import { armBell } from '../domain/arm-bell.ts';

/** What rings when there may be something new for somebody's feed. */
export interface Bell {
  /** Asks to be told of whatever comes from now on. */
  arm(): Promise<void>;
  /** Resolves when it rang since it was armed; also now and then without, so that nothing lost is lost for long. */
  rung(): Promise<void>;
  close(): void;
}

interface BellOptions {
  readonly db: Db;
  readonly live: Live;
  readonly viewer: UserId;
  readonly signal: AbortSignal;
}

/**
 * Longest rests of a stream that nobody tells anything. The first are short: who was just bringing something as the
 * stream began did not know of it.
 */
const restsMs = [250, 2_000, 10_000];
const longestRestMs = 30_000;

/** Watches the viewer's own channel, and those of the large sources they are subscribed to. */
export function openBell({ db, live, viewer, signal }: BellOptions): Bell {
  const closing = new AbortController();
  const ended = AbortSignal.any([closing.signal, signal]);
  const watched = new Map<string, AbortController>();
  const rests = [...restsMs];
  let hasRung = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    hasRung = true;
    wake?.();
  };

  async function watch(id: UserId | GroupId): Promise<void> {
    const leaving = new AbortController();
    watched.set(id, leaving);
    const signals = await live.watch(liveChannel('feed', id), AbortSignal.any([ended, leaving.signal]));
    const follow = async () => {
      for await (const _ of signals) ring();
    };
    // A watch that fails rings: the next look at Postgres says what is true.
    void follow().catch(ring);
  }

  return {
    async arm() {
      hasRung = false;
      if (!watched.has(viewer)) await watch(viewer);
      const sources = new Set<string>([viewer, ...(await armBell(db, viewer))]);
      for (const [id, leaving] of watched) {
        if (sources.has(id)) continue;
        leaving.abort();
        watched.delete(id);
      }
      await Promise.all([...sources].filter((id) => !watched.has(id)).map((id) => watch(id as UserId)));
    },
    async rung() {
      if (hasRung || ended.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rests.shift() ?? longestRestMs);
        const done = () => {
          clearTimeout(timer);
          resolve();
        };
        wake = done;
        ended.addEventListener('abort', done, { once: true });
      });
      wake = undefined;
    },
    close: () => closing.abort(),
  };
}
