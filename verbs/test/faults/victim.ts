import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import { defaultPoolSettings, openDatabase } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { inProcessLive } from '@ursa/live';
import { armFailpoint } from '@ursa/outbox';
import { createPassports, createVerifier, generateKey, publicKeys } from '@ursa/passport';
import type { AnySubgraph, RunningSubgraph } from '@ursa/subgraph-kit';
import { startSubgraph } from '@ursa/subgraph-kit';
import { createLog, createMetrics } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import { localTransport } from '@ursa/transport';
import { withinCast } from './cast.ts';
import { withLedger } from './ledger.ts';
import type { Order, Report, Role } from './wire.ts';

// A process to be killed: some subgraphs as the host runs them, without the router. Orders come from the parent.

const role = JSON.parse(process.env['VICTIM'] ?? '') as Role;
const keys = new Map(['router', ...role.subgraphs].map((name) => [name, generateKey(name)]));
const router = createPassports({ issuer: 'router', privateKey: keys.get('router') ?? generateKey('router') });
const log = createLog({ name: 'victim', level: 'error' });
const live = inProcessLive();
const broker = withinCast(
  role.rabbit
    ? await openRabbitBroker({ url: role.rabbit.url, settings: { prefix: role.rabbit.prefix } })
    : inProcessBroker(),
);
const running = new Map<string, RunningSubgraph>();

function peers(name: string): SubgraphTransport {
  const peer = running.get(name);
  if (!peer) throw new Error(`${name} is another process, and away.`);
  return localTransport(peer);
}

async function start(name: string): Promise<void> {
  const module = (await import(`@subgraph/${name}`)) as Record<string, AnySubgraph>;
  const definition = withLedger(module[name] as AnySubgraph);
  const pool = { ...defaultPoolSettings, max: 4 };
  const subgraph = await startSubgraph(definition, {
    database: openDatabase({ url: role.databaseUrls[name] ?? '', schema: name, pool, log }),
    broker,
    live,
    verifier: createVerifier({ audience: name, trustedKeys: publicKeys([...keys.values()]) }),
    passports: createPassports({ issuer: name, privateKey: keys.get(name) ?? generateKey(name) }),
    peers,
    log,
    metrics: createMetrics({ defaults: false }),
    migrate: false,
  });
  running.set(name, subgraph);
}

async function carryOut({ id, subgraph, viewer, query, variables }: Order): Promise<Report> {
  const passport = router.issue({
    audience: subgraph,
    viewer: viewer as UserId,
    session: null,
    address: null,
  });
  const request = { query, variables, passport, requestId: String(id) };
  const answer = await running.get(subgraph)?.execute(request);
  return { id, data: answer?.data, errors: answer?.errors };
}

const report = (message: Report) => process.send?.(message);
process.on('message', (order: Order) => void carryOut(order).then(report));
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
armFailpoint(role.failpoint);
await Promise.all(role.subgraphs.map(start));
report({ id: 0 });
