import { createLog, createShutdown } from '../src/index.ts';

/** A process for the test of signals: says what it does on stdout, and stops as its argument says. */
const way = process.argv[2];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const shutdown = createShutdown({ log: createLog({ name: 'stoppable', level: 'silent' }) });
shutdown.step('database', () => say('database'));
shutdown.step('server', () => {
  say('server');
  if (way === 'badly') throw new Error('a bug');
  return way === 'never' ? new Promise(() => undefined) : undefined;
});
const deafen = shutdown.onSignals();
if (way === 'deaf') deafen();
setInterval(() => undefined, 60_000);
say('running');
