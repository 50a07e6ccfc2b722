/** A media range of an `Accept` header (RFC 9110 §12.5.1). */
export interface MediaRange {
  /** In lower case: `text/event-stream`. */
  readonly type: string;
  /** Names in lower case; values without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
  /** From 1, the most welcome, to 0, refused; 1 where it does not stand, or cannot be read. */
  readonly quality: number;
}

/** Longest header that is read; what follows does not count. Characters. */
const maxLength = 2_000;

/** What the client says of media types, in its own order. */
export function mediaRanges(header: string): MediaRange[] {
  return partsOf(header.slice(0, maxLength), ',')
    .map(rangeOf)
    .filter(({ type }) => type !== '');
}

/** What the client accepts, the most welcome first; among equals in its own order. Without what it refuses (`q=0`). */
export function acceptedRanges(header: string | undefined): MediaRange[] {
  return mediaRanges(header ?? '')
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
}

function rangeOf(text: string): MediaRange {
  const [type = '', ...rest] = partsOf(text, ';').map((part) => part.trim());
  const parameters = new Map(
    rest.map((parameter): [string, string] => {
      const at = parameter.indexOf('=');
      const [name, value] = at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)];
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
  const quality = Number(parameters.get('q') ?? 1);
  return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 1 : quality };
}

/** The parts between the separators that stand outside of quotes. */
function partsOf(text: string, separator: ',' | ';'): string[] {
  return text.match(separator === ',' ? /(?:"[^"]*"|[^,"])+/g : /(?:"[^"]*"|[^;"])+/g) ?? [];
}
