import type { Finding } from '../../finding.ts';
import { median } from '../../measure.ts';
import { noStamp } from '../shop/stamp.ts';
import { percent } from '../table.ts';
import type { Stage, StageOptions } from './stage.ts';
import { bareStage, routerStage } from './stage.ts';

export interface LiveOptions extends StageOptions {
  readonly rounds: number;
  readonly roundMs: number;
  readonly progress: (message: string) => void;
}

/** One event to many sockets of the same subscription: our router beside a bare broadcast of the same bytes. */
export async function liveFindings(options: LiveOptions): Promise<Finding[]> {
  options.progress(`live: ${options.sockets} sockets subscribe`);
  const router = await routerStage(options);
  try {
    const event = router.audience.last.replaceAll(/\d{8}/g, noStamp);
    if (!event.includes('price')) throw new Error(`An event was not filled: ${event}`);
    const bare = await bareStage(event, options);
    try {
      return await compared(router, bare, options, event.length);
    } finally {
      await bare.close();
    }
  } finally {
    await router.close();
  }
}

async function compared(
  router: Stage,
  bare: Stage,
  { sockets, rounds, roundMs, progress }: LiveOptions,
  bytes: number,
): Promise<Finding[]> {
  const pairs: { ours: number; limit: number; share: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    progress(round === 0 ? 'live: warming up' : `live: round ${round} of ${rounds}`);
    const ours = await router.audience.round(roundMs, router.publish);
    const [startedAt, before] = [performance.now(), process.cpuUsage()];
    const limit = await bare.audience.round(roundMs, bare.publish);
    const { user, system } = process.cpuUsage(before);
    const share = (user + system) / 1_000 / (performance.now() - startedAt);
    if (round > 0) pairs.push({ ours, limit, share });
  }
  const middle = (of: (pair: (typeof pairs)[number]) => number): number => median(pairs.map(of));
  const rates = `${Math.round(middle(({ ours }) => ours))} of ${Math.round(middle(({ limit }) => limit))}`;
  return [
    {
      what: 'live: deliveries a second, ratio to the limit',
      value: middle(({ ours, limit }) => ours / limit),
      target: { atLeast: 0.7 },
      detail: `${rates}; ${sockets} sockets, ${bytes} bytes, watchers took ${percent(middle(({ share }) => share))} of their core`,
    },
    {
      what: 'live: KB of memory for an idle socket',
      value: router.idleBytes / 1_024,
      detail: `${(bare.idleBytes / 1_024).toFixed(1)} with bare ws`,
    },
  ];
}
