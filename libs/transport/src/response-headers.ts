const travelling = ['set-cookie', 'ursa-subject'] as const;

type Headers = Record<string, string | string[] | undefined>;

/** The response headers that may go on to the caller, under `headers`; nothing when there are none. */
export function travellingHeaders(headers: Headers): { headers?: Record<string, string | string[]> } {
  const kept: Record<string, string | string[]> = {};
  for (const name of travelling) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return Object.keys(kept).length === 0 ? {} : { headers: kept };
}
