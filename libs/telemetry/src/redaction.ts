const secretNames = [
  'accessToken',
  'authorization',
  'connectionParams',
  'cookie',
  'newPassword',
  'passport',
  'password',
  'privateKey',
  'refreshToken',
  'secret',
  'set-cookie',
  'token',
  'ursa-passport',
  'ursa-refresh-token',
  'ursa-subject',
];

const blackedOut = '[redacted]';

const quoted = (name: string): string => `["${name}"]`;

/** Fields that are never logged, down to the third level: `password`, `input.password`, `req.headers.cookie`. */
export const redaction = {
  paths: secretNames.flatMap((name) => [quoted(name), `*${quoted(name)}`, `*.*${quoted(name)}`]),
  censor: blackedOut,
};

const patterns: readonly [RegExp, string][] = [
  // The password of a URL: postgres://user:password@host
  [/(:\/\/[^\s:/@"\\]*):[^\s/@"\\]+@/g, `$1:${blackedOut}@`],
  // RFC 6750 credentials
  [/\b(Bearer)\s+[\w.~+/=-]+/gi, `$1 ${blackedOut}`],
  // A compact JWS (RFC 7515 §7.1)
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, blackedOut],
];

/** A finished line without the secrets that were part of a text, such as the message of an error. */
export function scrub(line: string): string {
  return patterns.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
