import { parentPort } from 'node:worker_threads';
import { collectGarbage } from '../../src/engine/planning/collect-garbage.ts';

// A thread that holds much for a moment, gives it back when told to, and goes on.
let held: object[] = [];
parentPort?.on('message', (told: 'hold' | 'drop' | 'collect') => {
  if (told === 'hold') held = Array.from({ length: 500_000 }, (_, at) => ({ at }));
  if (told === 'drop') held = [];
  if (told === 'collect') collectGarbage();
  parentPort?.postMessage({ told, held: held.length, bytes: process.memoryUsage().heapUsed });
});
