/** Where a subgraph is. */
export interface Address {
  /** `http://host:port`; of a unix socket the host is not looked at. */
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  /** The file of a unix socket. */
  readonly socketPath: string | undefined;
  /** The same over WebSocket, as `ws` takes it. */
  readonly webSocket: string;
}

/**
 * Reads a subgraph's URL: `http:`, `https:`, or a unix socket as Apollo's router writes it,
 * `unix:///run/posts.sock?path=/graphql`. Throws a TypeError when it is none.
 */
export function addressOf(text: string): Address {
  const url = new URL(text);
  if (url.protocol === 'unix:') {
    const [file, path] = [decodeURIComponent(url.pathname), url.searchParams.get('path') ?? '/'];
    return { origin: 'http://localhost', path, socketPath: file, webSocket: `ws+unix://${file}:${path}` };
  }
  if (!/^https?:$/.test(url.protocol)) throw new TypeError(`"${url.protocol}" is no way to a subgraph.`);
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    socketPath: undefined,
    webSocket: text.replace(/^http/, 'ws'),
  };
}
