import { randomBytes } from 'node:crypto';
import { fromUUID } from 'typeid-js';
import { expect, test } from 'vitest';
import { newId } from '../src/index.ts';
import { suffixOfUuid, uuidOfSuffix } from '../src/suffix.ts';

const uuidOf = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');

test('rewrites every bit as typeid-js does, both ways', () => {
  const edges = [
    '0'.repeat(32),
    'f'.repeat(32),
    ...Array.from({ length: 128 }, (_, n) => (1n << BigInt(n)).toString(16).padStart(32, '0')),
  ];
  const random = Array.from({ length: 5_000 }, () => randomBytes(16).toString('hex'));
  for (const uuid of [...edges, ...random].map(uuidOf)) {
    const id = fromUUID(uuid, 'post') as string;
    expect(`post_${suffixOfUuid(uuid)}`).toBe(id);
    expect(uuidOfSuffix(id, 5)).toBe(uuid);
  }
});

test('finds nothing in what is no suffix', () => {
  const suffix = newId('post').slice(5);
  const wrong = ['', suffix.slice(1), `${suffix}0`, `8${suffix.slice(1)}`, suffix.toUpperCase()];
  for (const sign of ['i', 'l', 'o', 'u', '-', ' ', 'ü', '\u0000', '💥'])
    for (const at of [0, 1, 2, 9, 25])
      wrong.push(suffix.slice(0, at) + sign + suffix.slice(at + sign.length));
  for (const text of wrong.filter((one) => one !== suffix))
    expect(uuidOfSuffix(text, 0), text).toBeUndefined();
});

test('finds nothing in what is no UUID', () => {
  const uuid = '0190b6f6-1c4e-7c3b-b6f0-f3c6b9a0f3aa';
  for (const text of [
    '',
    uuid.slice(1),
    `${uuid}0`,
    uuid.replace('c', 'g'),
    uuid.toUpperCase(),
    uuid.replace('0', 'ü'),
  ])
    expect(suffixOfUuid(text), text).toBeUndefined();
});
