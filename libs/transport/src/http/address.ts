/** Where a subgraph is. */
export interface Address {
  /** `http://host:port`; of a unix socket the host is not looked at. */
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  /** The file of a unix socket. */
  readonly socketPath: string | undefined;
  /** Whether it speaks HTTP/2 without TLS; with TLS that is settled with the subgraph (ALPN, RFC 7301). */
  readonly http2: boolean;
  /** The same over WebSocket, as `ws` takes it. */
  readonly webSocket: string;
}

/**
 * Reads a subgraph's URL: `http:`, `https:`, `h2c:` for HTTP/2 without TLS (RFC 9113 §3.3), or a unix socket as Apollo's
 * router writes it, `unix:///run/posts.sock?path=/graphql`. Throws a TypeError when it is none.
 */
export function addressOf(text: string): Address {
  const url = new URL(text);
  if (url.protocol === 'unix:') {
    const [file, path] = [decodeURIComponent(url.pathname), url.searchParams.get('path') ?? '/'];
    const webSocket = `ws+unix://${file}:${path}`;
    return { origin: 'http://localhost', path, socketPath: file, http2: false, webSocket };
  }
  if (!/^(?:https?|h2c):$/.test(url.protocol))
    throw new TypeError(`"${url.protocol}" is no way to a subgraph.`);
  return {
    origin: `${url.protocol.replace('h2c', 'http')}//${url.host}`,
    path: url.pathname + url.search,
    socketPath: undefined,
    http2: url.protocol === 'h2c:',
    webSocket: text.replace(/^(?:http|h2c)/, 'ws'),
  };
}
