import { auditServer } from 'graphql-http';
import { expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';

/** Recommendations the router does not follow, and why. */
const notFollowed = new Map([
  // A document that cannot run is answered with 400 in either media type: proxies and clients see that it failed.
  ['572B', 'SHOULD use 200 status code on document parsing failure when accepting application/json'],
  ['FDE2', 'SHOULD use 200 status code on document validation failure when accepting application/json'],
  ['7B9B', 'SHOULD use a status code of 200 on variable coercion failure when accepting application/json'],
]);

it('keeps to GraphQL over HTTP: every MUST, and every SHOULD but those listed', async () => {
  const { url } = await startWorld();
  const results = await auditServer({ url: `${url}/graphql` });
  const failed = results.filter(({ status }) => status !== 'ok');
  process.stdout.write(
    `GraphQL over HTTP: ${results.length - failed.length} of ${results.length} audits pass\n`,
  );
  for (const { id, name } of failed) process.stdout.write(`not followed: ${id} ${name}\n`);
  expect(results.filter(({ status }) => status === 'ok').length).toBeGreaterThan(50);
  expect(failed.filter(({ name }) => name.startsWith('MUST'))).toEqual([]);
  const left = failed.filter(({ name }) => name.startsWith('SHOULD')).map(({ id, name }) => [id, name]);
  expect(new Map(left as [string, string][])).toEqual(notFollowed);
});
