import { setTimeout as delay } from 'node:timers/promises';
import type { UserId } from '@ursa/ids';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import type { IdentityContext } from '../context.ts';

const patienceMs = 5_000;
const pauseMs = 25;

/**
 * Waits until profiles, which learns of it by event, shows the new name: the viewer's next query must read
 * what was written. At most five seconds; the name is changed all the same, and profiles catches up by itself.
 */
export async function profilesShow(
  { ask, log }: IdentityContext,
  viewer: UserId,
  username: string,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const deadlineMs = deadline - Date.now();
    if (deadlineMs <= 0) break;
    try {
      const question = { typename: 'User', ids: [viewer], selection: 'username', viewer, deadlineMs };
      const [user] = await ask<{ username: string }>('profiles', question);
      if (user?.username === username) return;
    } catch (error) {
      if (!(error instanceof PeerUnavailable)) throw error;
      break;
    }
    await delay(pauseMs);
  }
  log.warn({ viewer }, 'profiles does not show the new username yet');
}
