import { mkdtemp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Child } from '../processes/child.ts';
import { freePort } from '../processes/free-port.ts';
import { authorizationOf, stampOf } from '../shop/stamp.ts';
import { contenders } from './contenders.ts';

/** A gateway that answers. */
export interface Gateway {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  close(): Promise<void>;
}

const startMs = 60_000;
const everyMs = 100;

export interface GatewayOptions {
  readonly supergraph: string;
  readonly core: number | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

/** Resolves once it answers; rejects with what it has written when it does not. */
export async function startGateway(name: string, options: GatewayOptions): Promise<Gateway> {
  const { supergraph, core, env } = options;
  const start = contenders[name];
  if (start === undefined) throw new Error(`There is no contender ${name}.`);
  const port = await freePort();
  const directory = await mkdtemp(join(dirname(supergraph), 'gateway-'));
  const choice = start({ supergraph, port, directory });
  const child = new Child({ ...choice, core, env: { ...choice.env, ...env } });
  const until = performance.now() + startMs;
  while (!(await answers(port))) {
    if (child.ended || performance.now() > until) {
      await child.end();
      throw new Error(`${name} did not start: ${child.tail}`);
    }
    await wait(everyMs);
  }
  return { name, port, pid: child.process.pid as number, close: () => child.end() };
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: authorizationOf(stampOf(0)) },
      body: '{"query":"{ topProducts(first: 1) { upc } }"}',
      signal: AbortSignal.timeout(startMs),
    });
    const { data } = (await response.json()) as { data?: { topProducts?: unknown } };
    return Boolean(data?.topProducts);
  } catch {
    return false;
  }
}
