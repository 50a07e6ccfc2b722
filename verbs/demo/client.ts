/** Sends operations to Ursa's public API, as any client would. */
export interface Client {
  /** The data of an operation. Throws an Error that says what was refused. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
  send(query: string, variables?: object, token?: string): Promise<any>;
}

/** A client of the API at `url`. */
export function apiClient(url: string, timeoutMs = 10_000): Client {
  return {
    async send(query, variables = {}, token) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { data, errors } = (await response.json()) as {
        data?: Record<string, unknown>;
        errors?: { message: string }[];
      };
      const refused = Object.values(data ?? {}).flatMap(
        (field) => (field as { errors?: { message: string }[] })?.errors ?? [],
      );
      const [problem] = [...(errors ?? []), ...refused];
      if (problem) throw new Error(`${url} refused an operation: ${problem.message}`);
      return data;
    },
  };
}
