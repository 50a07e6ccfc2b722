// What stands between a UUID and the 26 characters of a TypeID is rewriting bits, done for every id of every row and
// every argument: so without objects in between. 26 characters of 5 bits hold 128 bits; the first has 3 of them.

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const none = 0xff;
const tableOf = (signs: string) => {
  const table = new Uint8Array(128).fill(none);
  for (const [value, sign] of [...signs].entries()) table[sign.charCodeAt(0)] = value;
  return table;
};
const bitsOf = tableOf(alphabet);
const nibbleOf = tableOf('0123456789abcdef');
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const bits = (text: string, at: number): number => bitsOf[text.charCodeAt(at)] ?? none;
const byteAt = (uuid: string, at: number): number => {
  const high = nibbleOf[uuid.charCodeAt(at)] ?? none;
  const low = nibbleOf[uuid.charCodeAt(at + 1)] ?? none;
  return high === none || low === none ? Number.NaN : high * 16 + low;
};

/** Four characters as 20 bits; what is none of the alphabet shows beyond them. */
function twentyBits(text: string, at: number): number {
  const a = bits(text, at);
  const b = bits(text, at + 1);
  const c = bits(text, at + 2);
  const d = bits(text, at + 3);
  return (a | b | c | d) > 31 ? Number.NaN : (a << 15) | (b << 10) | (c << 5) | d;
}

/** The UUID behind the 26 characters from `at` to the end; undefined where they are none. */
export function uuidOfSuffix(text: string, at: number): string | undefined {
  const first = bits(text, at);
  const second = bits(text, at + 1);
  if (text.length !== at + 26 || first > 7 || second > 31) return undefined;
  let hex = hexOf[(first << 5) | second] as string;
  let checked = 0;
  // Eight characters are five bytes.
  for (let from = at + 2; from < text.length; from += 8) {
    const high = twentyBits(text, from);
    const low = twentyBits(text, from + 4);
    checked += high + low;
    hex += hexOf[high >> 12] as string;
    hex += hexOf[(high >> 4) & 0xff] as string;
    hex += hexOf[((high & 0xf) << 4) | (low >> 16)] as string;
    hex += hexOf[(low >> 8) & 0xff] as string;
    hex += hexOf[low & 0xff] as string;
  }
  if (Number.isNaN(checked)) return undefined;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const fourSigns = (value: number): string =>
  (alphabet[value >> 15] as string) +
  (alphabet[(value >> 10) & 31] as string) +
  (alphabet[(value >> 5) & 31] as string) +
  (alphabet[value & 31] as string);

// Where the sixteen bytes stand in a UUID's text.
const places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** The 26 characters of a UUID in its usual, lower-case form; undefined where it is none. */
export function suffixOfUuid(uuid: string): string | undefined {
  if (uuid.length !== 36) return undefined;
  const first = byteAt(uuid, 0);
  let text = (alphabet[first >> 5] as string) + (alphabet[first & 31] as string);
  let checked = first;
  for (let at = 1; at < 16; at += 5) {
    const a = byteAt(uuid, places[at] as number);
    const b = byteAt(uuid, places[at + 1] as number);
    const c = byteAt(uuid, places[at + 2] as number);
    const d = byteAt(uuid, places[at + 3] as number);
    const e = byteAt(uuid, places[at + 4] as number);
    checked += a + b + c + d + e;
    text += fourSigns((a << 12) | (b << 4) | (c >> 4)) + fourSigns(((c & 0xf) << 16) | (d << 8) | e);
  }
  return Number.isNaN(checked) ? undefined : text;
}
