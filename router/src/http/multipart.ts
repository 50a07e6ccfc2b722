import type { StreamFormat } from './stream-format.ts';

const boundary = 'graphql';

/** A boundary is written behind each part: clients take a part when they have read the next boundary. */
const next = `\r\n--${boundary}`;
const header = '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n';

/** The content type of a response in parts (RFC 2046 §5.1), with what says how they are to be read. */
function multipartType(spec: string): string {
  return `multipart/mixed;boundary="${boundary}";${spec}`;
}

const begin = Buffer.from(next);
const end = Buffer.from('--\r\n');
const part = { before: Buffer.from(header), after: Buffer.from(next) };
const payload = { before: Buffer.from(`${header}{"payload":`), after: Buffer.from(`}${next}`) };
const beforeErrors = Buffer.from(`${header}{"payload":null,`);

/** One answer in each part, as it is; `spec` is what clients know the form of the answers by. */
export function multipart(spec: string): StreamFormat {
  return {
    way: 'multipart',
    contentType: multipartType(spec),
    begin,
    end,
    answer: (answer) => answer.framed(part),
  };
}

/**
 * A subscription's answers as Apollo's clients read them
 * (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol). What ends the stream
 * is told beside the payload, not in it.
 */
export const multipartSubscription: StreamFormat = {
  way: 'multipart',
  contentType: multipartType('subscriptionSpec=1.0'),
  begin,
  heartbeat: Buffer.from(`${header}{}${next}`),
  heartbeatMs: 5_000,
  end,
  answer(answer) {
    if (!answer.ends) return answer.framed(payload);
    // `{"errors":…` without its brace.
    return Buffer.concat([beforeErrors, answer.json.subarray(1), part.after]);
  },
};
