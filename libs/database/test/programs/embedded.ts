import { startEmbeddedPostgres } from '../../src/index.ts';

// Started by a test, which ends it one way or another.
const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
process.send?.(server.adminUrl);
process.on('message', () => {});
