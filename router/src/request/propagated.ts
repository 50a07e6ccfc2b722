/** Longest value of a header that goes on to the subgraphs, in characters. */
const maxLength = 8_192;

/** What a header may hold (RFC 9110 §5.5), obsolete text aside. */
const fieldValue = /^[\t\x20-\x7e]*$/;

/**
 * Of headers, or of what a WebSocket client sends in their place, those of these names: they go on to the subgraphs
 * as they are. What is no value of a header does not.
 */
export function propagated(
  headers: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string' && value.length <= maxLength && fieldValue.test(value)) kept[name] = value;
  }
  return kept;
}
