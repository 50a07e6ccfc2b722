import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineTraces } from '../check/clone.ts';
import { importsThatLeave } from '../check/imports.ts';
import { runPart } from '../check/part.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ursa-check-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return path;
}

test('an import that leaves its package is found, one that stays is not', () => {
  const files = [
    write('subgraphs/posts/package.json', '{}'),
    write('subgraphs/users/package.json', '{}'),
    write('subgraphs/posts/src/a.ts', "import { b } from './b.ts';\nimport '../schema.ts';\n"),
    write('subgraphs/posts/src/b.ts', "export { c } from '../../users/src/c.ts';\n"),
    write('subgraphs/posts/src/d.ts', "const e = await import('../../../libs/e.ts');\n"),
  ];
  expect(importsThatLeave(root, files)).toEqual([
    'subgraphs/posts/src/b.ts imports ../../users/src/c.ts, which lies outside its package',
    'subgraphs/posts/src/d.ts imports ../../../libs/e.ts, which lies outside its package',
  ]);
});

test.each([
  ['pnpm-lock.yaml', `resolution: {tarball: http${'://'}10.0.0.1/a.tgz}`],
  ['README.md', `see https${'://'}registry.example.com/ursa`],
  ['.npmrc', `${'registry'}=http${'://'}localhost:4873`],
  ['notes.md', `open ${'/home'}/ada/ursa/a.ts`],
  ['notes.md', `open ${'/Users'}/ada/ursa/a.ts`],
])('%s holding "%s" is a trace of one machine', (file, line) => {
  expect(machineTraces(root, [write(file, `first\n${line}\n`)])).toEqual([
    expect.stringContaining(`${file}:2`),
  ]);
});

test('the folder of this clone is a trace of one machine', () => {
  expect(machineTraces(root, [write('a.ts', `'${root}/a.ts'`)])).toHaveLength(1);
});

test('URLs of people and paths in containers are no traces', () => {
  const file = write('a.md', 'https://graphql.org /var/lib/postgresql ./home/page subgraphs/home/x\n');
  expect(machineTraces(root, [file])).toEqual([]);
});

test('a part that throws has failed', async () => {
  const result = await runPart({ name: 'x', run: () => Promise.reject(new Error('gone')) });
  expect(result).toMatchObject({ name: 'x', problems: 'gone' });
});
