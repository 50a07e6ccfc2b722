import { readFileSync } from 'node:fs';
import { defaultPoolSettings } from '@ursa/database';
import { variableOf } from '@ursa/setup';
import { expect, test } from 'vitest';
import { defaultSettings, errorCodes } from '../src/index.ts';

const read = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

test('every error code is documented', () => {
  const text = read('errors.md');
  const missing = errorCodes.filter((code) => !text.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});

test('every bound is documented with its default', () => {
  const text = read('configuration.md');
  const rows = [
    ...Object.entries(defaultSettings).map(([name, value]) => [variableOf(name), value]),
    ...Object.entries(defaultPoolSettings)
      .filter(([, value]) => typeof value === 'number')
      .map(([name, value]) => [`POSTGRES_${variableOf(name)}`, value]),
  ];
  const missing = rows.filter(([variable, value]) => !text.includes(`| \`${variable}\` | ${value} |`));
  expect(missing).toEqual([]);
});
