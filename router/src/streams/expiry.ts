import type { Subject } from '../request/subject.ts';

/** The longest time a timer can be set to. */
const maxTimerMs = 2 ** 31 - 1;

/** Acts when the subject's access token expires; what is returned calls it off. */
export function onExpiry(subject: Subject | null, act: () => void): () => void {
  if (subject === null) return () => undefined;
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const left = subject.expiresAt - Date.now();
    timer = left > maxTimerMs ? setTimeout(arm, maxTimerMs) : setTimeout(act, Math.max(0, left));
  };
  arm();
  return () => clearTimeout(timer);
}
