import { SetupError } from '@ursa/setup';
import { withClient } from './admin.ts';

/** One pool of one process. */
export interface PoolShare {
  name: string;
  /** Most connections the pool opens. */
  max: number;
}

/** Connections asked for at most, and those the server has to give. */
export interface Budget {
  needed: number;
  available: number;
}

/** Beside its pool every process keeps one connection that listens. */
const listenersPerPool = 1;

/**
 * Compares what all replicas may open together with what the server allows.
 * @throws SetupError when the server has too few, or cannot be reached.
 */
export async function checkConnectionBudget(options: {
  adminUrl: string;
  pools: readonly PoolShare[];
  replicas: number;
}): Promise<Budget> {
  const { adminUrl, pools, replicas } = options;
  const limit = await withClient(adminUrl, async (client) => {
    // reserved_connections is there since PostgreSQL 16.
    const { rows } = await client.query<{ max: number; reserved: number }>(`select
      current_setting('max_connections')::int as max,
      current_setting('superuser_reserved_connections')::int
        + coalesce(current_setting('reserved_connections', true)::int, 0) as reserved`);
    return rows[0] ?? { max: 0, reserved: 0 };
  });
  const needed = pools.reduce((sum, pool) => sum + pool.max + listenersPerPool, 0) * replicas;
  const available = limit.max - limit.reserved;
  if (needed <= available) return { needed, available };
  const shares = pools.map(({ name, max }) => `${name} ${max}`).join(', ');
  throw new SetupError(
    `The pools may open ${needed} connections (${shares}; one more each to listen; times ${replicas} replicas), but ` +
      `PostgreSQL allows ${available} (max_connections ${limit.max}, ${limit.reserved} reserved): ` +
      'make the pools smaller or raise max_connections.',
  );
}
