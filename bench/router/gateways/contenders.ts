import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildOptions } from '../processes/child.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const hive = join(import.meta.dirname, 'hive');

/** What a gateway is started with. */
export interface Place {
  /** The supergraph's file. */
  readonly supergraph: string;
  readonly port: number;
  /** A directory of its own. */
  readonly directory: string;
}

interface Manifest {
  readonly scripts: { readonly router: string };
}

type Start = (place: Place) => ChildOptions;

export const ours = 'ours';

// As `npx pnpm@12 router` does: Node's options, then the verb.
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const [, ...router] = scripts.router.split(' ');

/** Gateways by the names they have in the table. Each is set up as its makers advise; none shares what it may not. */
export const contenders: Readonly<Record<string, Start>> = {
  [ours]: ({ supergraph, port, directory }) => ({
    args: [...router, '--supergraph', supergraph, '--port', `${port}`, '--data-dir', directory],
    cwd: root,
  }),
  apollo: ({ supergraph, port }) => ({
    args: [join(import.meta.dirname, 'apollo.ts'), supergraph, `${port}`],
    env: { APOLLO_TELEMETRY_DISABLED: '1' },
  }),
  hive: (place) => hiveGateway(place, 'stitching.js'),
  'hive-router-runtime': (place) => hiveGateway(place, 'router-runtime.js'),
};

function hiveGateway({ supergraph, port }: Place, config: string): ChildOptions {
  return {
    args: [
      join(hive, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js'),
      ...['supergraph', supergraph, '--host', '127.0.0.1', '--port', `${port}`],
      ...['--config-path', join(hive, config), '--disable-websockets'],
    ],
    cwd: hive,
  };
}
