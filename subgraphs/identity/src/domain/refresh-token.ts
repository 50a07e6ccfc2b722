import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '@ursa/database';
import { eq } from 'drizzle-orm';
import type { SessionRow } from '../tables/index.ts';
import { refreshTokens } from '../tables/index.ts';

// The prefix lets secret scanners and log filters know one when they see it.
const prefix = 'ursa_refresh_';
const shape = new RegExp(`^${prefix}[\\w-]{43}$`);

/** What is stored of it. A plain hash suffices: there is nothing to guess. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes a refresh token of the session's present generation. */
export async function addRefreshToken(tx: Tx, session: SessionRow): Promise<string> {
  const token = prefix + randomBytes(32).toString('base64url');
  const { id: sessionId, generation } = session;
  await tx.insert(refreshTokens).values({ hash: hashOf(token), sessionId, generation });
  return token;
}

/** Which session a refresh token was given to, and in which generation. */
export async function findRefreshToken(tx: Tx, token: string) {
  if (!shape.test(token)) return undefined;
  const [found] = await tx
    .select()
    .from(refreshTokens)
    .where(eq(refreshTokens.hash, hashOf(token)));
  return found;
}
