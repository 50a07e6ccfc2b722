import { readFile } from 'node:fs/promises';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

interface Context {
  readonly authorization?: string | undefined;
}

/** @apollo/gateway as its documentation sets it up, with the caller's header passed on. */
const [file = '', port] = process.argv.slice(2);

class PassingOn extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({ request, context }: Parameters<Sending>[0]): void {
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
  }
}

type Sending = NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>;

const gateway = new ApolloGateway({
  supergraphSdl: await readFile(file, 'utf8'),
  buildService: ({ url }) => new PassingOn({ url: url ?? '' }),
});
const server = new ApolloServer<Context>({ gateway, introspection: false });

await startStandaloneServer(server, {
  listen: { port: Number(port), host: '127.0.0.1' },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
process.on('disconnect', () => process.exit());
