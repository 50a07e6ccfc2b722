import { expect, test } from 'vitest';
import { MessageReader } from '../../router/load/message-reader.ts';

const plain = 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"data":{}}';
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"da\r\nA\r\nta":{"a":1\r\n2\r\n}}\r\n0\r\n\r\n';
const empty = 'HTTP/1.1 204 No Content\r\nx: y\r\n\r\n';

function read(text: string, step: number): [string, string][] {
  const messages: [string, string][] = [];
  const reader = new MessageReader((head, body) => messages.push([head, Buffer.concat(body).toString()]));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  return messages;
}

test.each([1, 2, 7, 1_000])('messages are cut apart however they come: %i bytes at a time', (step) => {
  const messages = read(plain + chunked + empty + plain, step);
  expect(messages.map(([, body]) => body)).toEqual(['{"data":{}}', '{"data":{"a":1}}', '', '{"data":{}}']);
  expect(messages[0]?.[0]).toBe('HTTP/1.1 200 OK\r\nContent-Length: 11');
});
