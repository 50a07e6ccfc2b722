import { createHash, createHmac } from 'node:crypto';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/**
 * The signature that S3 expects of a presigned request (AWS, "Authenticating Requests: Using Query Parameters"),
 * written apart from the client: the test server does not check Signature V4.
 */
export function expectedSignature(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  secret: string,
): string {
  const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature');
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  const sorted = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const signed = url.searchParams.get('X-Amz-SignedHeaders') ?? '';
  const all: Record<string, string> = { ...headers, host: url.host };
  const lines = signed.split(';').map((name) => `${name}:${all[name]}\n`);
  const request = [method, url.pathname, sorted.join('&'), lines.join(''), signed, 'UNSIGNED-PAYLOAD'].join(
    '\n',
  );

  const date = url.searchParams.get('X-Amz-Date') ?? '';
  const [, ...scope] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
  const digest = createHash('sha256').update(request).digest('hex');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secret}`);
  return hmac(key, ['AWS4-HMAC-SHA256', date, scope.join('/'), digest].join('\n')).toString('hex');
}
