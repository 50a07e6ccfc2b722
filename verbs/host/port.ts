import { createServer } from 'node:net';
import { SetupError } from '@ursa/setup';

/** Finds out that a port is taken before anything else is started. Throws a SetupError that says so. */
export function requireFreePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
      reject(new SetupError(`Port ${port} ${why}: choose another one with --port.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
