import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { onTestFinished } from 'vitest';

const handlers = { deferSpec: Defer20220824Handler, incrementalSpec: GraphQL17Alpha9Handler };

/** Apollo's client over HTTP; `spec` is how it wants what is deferred. */
export function apolloClient(
  url: string,
  spec: keyof typeof handlers = 'deferSpec',
  headers: Record<string, string> = {},
): ApolloClient {
  const client = new ApolloClient({
    link: new HttpLink({ uri: `${url}/graphql`, headers }),
    cache: new InMemoryCache(),
    // Its types leave out an undefined that is meant.
    incrementalHandler: new handlers[spec]() as never,
    defaultOptions: { watchQuery: { fetchPolicy: 'no-cache' } },
  });
  onTestFinished(() => client.stop());
  return client;
}
