import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PASSPORT_HEADER } from '@ursa/passport';
import { onTestFinished } from 'vitest';
import type { TestSubgraph } from './subgraph.ts';

/** Serves a test subgraph's queries and mutations over HTTP; answers its URL. */
export async function serve(subgraph: TestSubgraph): Promise<string> {
  const server = createServer(async (request, response) => {
    const { query, variables, operationName } = JSON.parse(await text(request));
    const passport = String(request.headers[PASSPORT_HEADER]);
    const answer = await subgraph.execute({ query, variables, operationName, passport, requestId: 'test' });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
