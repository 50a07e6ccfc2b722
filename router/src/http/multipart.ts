import type { StreamFormat } from './stream-format.ts';

const boundary = 'graphql';

/** A boundary is written behind each part: clients take a part when they have read the next boundary. */
const next = `\r\n--${boundary}`;
const header = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';

/** The content type of a response in parts (RFC 2046 §5.1), with what says how the parts are to be read. */
export function multipartType(spec: string): string {
  return `multipart/mixed;boundary="${boundary}";${spec}`;
}

export const multipartBegin = Buffer.from(next);
export const multipartEnd = Buffer.from('--\r\n');

/** What stands before and behind the JSON of a part. */
export const beforePart = header;
export const behindPart = next;

const before = Buffer.from(`${header}{"payload":`);
const after = Buffer.from(`}${next}`);
const beforeErrors = Buffer.from(`${header}{"payload":null,`);
const afterErrors = Buffer.from(next);

/**
 * A subscription's answers as Apollo's clients read them
 * (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol). What ends the stream
 * is told beside the payload, not in it.
 */
export const multipartSubscription: StreamFormat = {
  way: 'multipart',
  contentType: multipartType('subscriptionSpec=1.0'),
  begin: multipartBegin,
  heartbeat: Buffer.from(`${header}{}${next}`),
  heartbeatMs: 5_000,
  end: multipartEnd,
  answer(answer) {
    if (!answer.ends) return answer.framed(before, after);
    // `{"errors":…` without its brace.
    return Buffer.concat([beforeErrors, answer.json.subarray(1), afterErrors]);
  },
};
