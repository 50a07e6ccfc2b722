import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { keepSettings } from './domain/keep-settings.ts';

/** What requests need of the configuration; what consumers need of it too is kept beside the rows. */
export async function services({ config, db }: ServiceDeps<Config>): Promise<Config> {
  await keepSettings(db, config);
  return config;
}
