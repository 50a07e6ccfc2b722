import type { IdentityContext } from '../context.ts';
import type { Client } from '../domain/client.ts';

/** What the request tells of the device it comes from. */
export function clientOf({ address, headers }: Pick<IdentityContext, 'address' | 'headers'>): Client {
  return { address, userAgent: headers['user-agent']?.slice(0, 256) ?? null };
}
