import type { Identity } from './domain/identity.ts';

/** How long verifiers may keep the key set: much shorter than a key is published ahead. */
const maxAgeSeconds = 60;

/** The key set (RFC 7517): what the router needs to verify access tokens offline. */
export function routes({ services }: { readonly services: Identity }) {
  return {
    '/.well-known/jwks.json': async () =>
      Response.json(await services.keys.published(), {
        headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` },
      }),
  };
}
