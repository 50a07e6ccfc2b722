import { onTestFinished } from 'vitest';

/** A response in parts, as it comes. */
export interface Parts {
  status: number;
  type: string | null;
  /** What came so far, each part read as JSON. */
  parts: Record<string, unknown>[];
  /** Everything that came, as it stands on the wire. */
  text(): string;
  /** Resolves when the response has ended. */
  ended: Promise<void>;
  leave(): void;
}

/** POSTs an operation and reads what comes, part after part (RFC 2046 §5.1). */
export async function askForParts(
  url: string,
  query: string,
  {
    accept,
    variables,
    headers = {},
  }: { accept: string; variables?: object; headers?: Record<string, string> },
): Promise<Parts> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  });
  const type = response.headers.get('content-type');
  const boundary = /boundary="?([^";]+)/.exec(type ?? '')?.[1];
  const parts: Record<string, unknown>[] = [];
  let text = '';
  const read = async (): Promise<void> => {
    let at = 0;
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (boundary === undefined) continue;
      // A part is whole when the next boundary is there.
      for (
        let end = text.indexOf(`\r\n--${boundary}`, at);
        end >= 0;
        end = text.indexOf(`\r\n--${boundary}`, at)
      ) {
        const [, body] = text.slice(at, end).split('\r\n\r\n');
        if (body !== undefined) parts.push(JSON.parse(body));
        at = end + boundary.length + 4;
      }
    }
    if (boundary === undefined) parts.push(JSON.parse(text));
  };
  const ended = read().catch(() => undefined);
  return { status: response.status, type, parts, text: () => text, ended, leave: () => leaving.abort() };
}
