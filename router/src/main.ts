import { processEnvironment } from './config.ts';
import { runRouter } from './run-router.ts';

await runRouter(processEnvironment);
