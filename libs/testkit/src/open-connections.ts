import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const open = new Map<pg.Client, string>();
const { connect } = pg.Client.prototype;

// Pools open clients too, so every connection of the process passes here.
pg.Client.prototype.connect = function (this: pg.Client, ...args: unknown[]) {
  open.set(this, new Error('opened').stack?.split('\n').slice(2, 6).join('\n') ?? '');
  this.once('end', () => open.delete(this));
  return Reflect.apply(connect, this, args);
} as typeof connect;

/** Where each connection that is still open was opened; one that is closing is given a moment. */
export async function connectionsLeftOpen(): Promise<string[]> {
  for (let patience = 250; open.size > 0 && patience > 0; patience -= 1) await delay(20);
  return [...open.values()];
}
