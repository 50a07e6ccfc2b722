/** How a stream begins: `open`, or what it says as it ends. */
export async function streamBegins(
  url: string,
  id: string,
  token: string | undefined,
  query: string,
): Promise<unknown> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables: { id } }),
    signal: leaving.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const ended = (async () => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return { status: response.status, text };
      text += part.value;
    }
  })();
  // A stream that is let in says nothing for as long as nothing happens.
  const open = new Promise((resolve) => setTimeout(resolve, 700, 'open'));
  const begins = await Promise.race([ended, open]);
  leaving.abort();
  await ended.catch(() => {});
  return begins;
}
