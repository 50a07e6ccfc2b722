import { rotateSigningKeys } from '@subgraph/identity/rotate-signing-keys';
import { SetupError } from '@ursa/setup';
import { readArguments } from '../arguments.ts';
import { ok } from '../output.ts';
import { dataDirOption, withInstallation } from './installation.ts';

const help = `ops keys: the keys that sign access tokens.

  npx pnpm@12 ops keys rotate    sign with the next key from now on, and make another next

  --data-dir DIR where the embedded services keep their data (default: .ursa)
  --help         this text

Needs IDENTITY_KEY_SECRET, the one that identity runs with. Running processes follow within seconds; tokens of the key
before stay good until they expire.`;

/** Rotates identity's signing keys. */
export async function keys(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(help, dataDirOption, { args, allowPositionals: true });
  if (positionals.join(' ') !== 'rotate') throw new SetupError('Say what to do with them: ops keys rotate.');
  await withInstallation(values['data-dir'], async (installation) => {
    const { db } = await installation.database('identity');
    ok(`signing with ${await rotateSigningKeys(db, await installation.environment())}`);
  });
}
