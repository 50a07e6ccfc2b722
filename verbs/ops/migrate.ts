import { provision, migrate as update } from '@ursa/database';
import { readArguments } from '../arguments.ts';
import { ok } from '../output.ts';
import { choose } from './choose.ts';
import { dataDirOption, withInstallation } from './installation.ts';

const help = `ops migrate: bring tables up to date, as every start does.

  npx pnpm@12 ops migrate [subgraph…]

  --data-dir DIR where the embedded services keep their data (default: .ursa)
  --help         this text

With POSTGRES_URL, schemas and roles that are missing are made, and the roles' passwords set by ROLE_SECRET; a
subgraph with a <SUBGRAPH>_POSTGRES_URL has its role already.`;

/** Applies the migrations that were not applied yet. */
export async function migrate(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(help, dataDirOption, { args, allowPositionals: true });
  await withInstallation(values['data-dir'], async (installation) => {
    const chosen = choose(installation, positionals);
    const schemas = chosen.map(({ name }) => name).filter((name) => !installation.ownsRole(name));
    if (schemas.length > 0) {
      await provision({ adminUrl: await installation.adminUrl(), schemas, ...(await installation.roles()) });
    }
    for (const { name, migrations: folder = '' } of chosen) {
      const applied = await update(await installation.database(name), { folder });
      ok(applied.length > 0 ? `${name}: applied ${applied.join(', ')}` : `${name} is up to date`);
    }
  });
}
