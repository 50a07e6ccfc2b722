import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Passports } from '@ursa/passport';
import type { Log } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';

const intervalMs = 200;

/**
 * Resolves once every subgraph has answered a question of ours; false: the signal aborted before. Of foreign ones, which
 * know no passports, any answer will do: they may want to know who asks.
 */
export async function everySubgraphAnswers(
  transports: ReadonlyMap<string, SubgraphTransport>,
  passports: Passports | undefined,
  signal: AbortSignal,
  log: Log,
): Promise<boolean> {
  const all = [...transports].map(async ([name, transport]) => {
    while (!signal.aborted && !(await answers(name, transport, passports, log))) {
      await wait(intervalMs, undefined, { signal }).catch(() => undefined);
    }
  });
  await Promise.all(all);
  return !signal.aborted;
}

async function answers(
  name: string,
  transport: SubgraphTransport,
  passports: Passports | undefined,
  log: Log,
): Promise<boolean> {
  const passport = passports?.issue({ audience: name, viewer: null, session: null, address: null });
  try {
    const { errors } = await transport.execute({
      query: '{ __typename }',
      ...(passport !== undefined && { passport }),
      requestId: randomUUID(),
    });
    if (errors === undefined || passports === undefined) return true;
    log.warn({ subgraph: name, errors }, 'A subgraph does not take our questions yet');
  } catch (error) {
    const refused = error instanceof SubgraphUnavailable && error.reason === 'protocol';
    if (refused && passports === undefined) return true;
    log.debug({ subgraph: name, err: error }, 'A subgraph does not answer yet');
  }
  return false;
}
