import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ours } from '../gateways/contenders.ts';
import { startGateway } from '../gateways/start-gateway.ts';
import { Child } from '../processes/child.ts';
import type { Cores } from '../processes/cores.ts';
import { freePort } from '../processes/free-port.ts';
import { residentBytes } from '../processes/proc.ts';
import { noStamp, stampOf } from '../shop/stamp.ts';
import { startStubs } from '../stubs/start-stubs.ts';
import { Audience } from './audience.ts';

/** A server that streams, and those who watch. */
export interface Stage {
  readonly audience: Audience;
  /** Memory for one of them, while nothing happens. */
  readonly idleBytes: number;
  /** Makes an event that all are to be told of. */
  publish(): void;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly directory: string;
  readonly cores: Cores | undefined;
  /** WebSockets that watch the same. */
  readonly sockets: number;
}

/** Our router; an event comes from one subgraph and is filled by another. */
export async function routerStage({ directory, cores, sockets }: StageOptions): Promise<Stage> {
  const stubs = await startStubs(directory, true);
  try {
    const { supergraph } = stubs;
    const env = Object.fromEntries(connectionLimits.map((name) => [name, String(sockets + 100)]));
    const { port, pid, close } = await startGateway(ours, { supergraph, core: cores?.gateway, env });
    const closeAll = async (): Promise<void> => {
      await close();
      await stubs.close();
    };
    return await filled(port, pid, sockets, () => stubs.publish(nextStamp()), closeAll);
  } catch (error) {
    await stubs.close();
    throw error;
  }
}

/** A broadcast of the same bytes: `event` is what the router has told, without its number. */
export async function bareStage(event: string, { cores, sockets }: StageOptions): Promise<Stage> {
  const port = await freePort();
  const child = new Child({ args: [join(import.meta.dirname, 'bare.ts'), `${port}`], core: cores?.gateway });
  await once(child.process, 'message', { signal: AbortSignal.timeout(startMs) });
  const publish = (): void => void child.process.send(event.replaceAll(noStamp, nextStamp()));
  return filled(port, child.process.pid as number, sockets, publish, () => child.end());
}

const startMs = 20_000;
const restMs = 2_000;

// All sockets come from one address, and are one viewer's.
const connectionLimits = [
  'STREAMS_MAX_CONNECTIONS',
  'STREAMS_MAX_CONNECTIONS_PER_VIEWER',
  'STREAMS_MAX_CONNECTIONS_PER_ADDRESS',
];

let events = 0;
function nextStamp(): string {
  events += 1;
  return stampOf(events);
}

async function filled(
  port: number,
  pid: number,
  sockets: number,
  publish: () => void,
  close: () => Promise<void>,
): Promise<Stage> {
  try {
    const before = await residentBytes(pid);
    const audience = await Audience.open(port, sockets);
    await wait(restMs);
    const idleBytes = ((await residentBytes(pid)) - before) / sockets;
    await audience.settle(publish);
    const closeAll = async (): Promise<void> => {
      audience.close();
      await close();
    };
    return { audience, idleBytes, publish, close: closeAll };
  } catch (error) {
    await close();
    throw error;
  }
}
