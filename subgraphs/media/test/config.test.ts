import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

const needed = { MEDIA_URL_SECRET: 'a secret of thirty-two characters', MEDIA_DIR: '/data/media' };

test('a folder or a bucket, and everything else has a default', () => {
  expect(readConfig(needed)).toMatchObject({
    store: { dir: '/data/media' },
    processing: { workers: 2, avif: false },
  });
  const bucket = {
    S3_BUCKET: 'b',
    S3_ENDPOINT: 'https://s3.ursa.example',
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'key',
  };
  expect(readConfig({ ...needed, ...bucket }).store).toMatchObject({ bucket: 'b', region: 'us-east-1' });
});

test.each([
  [{ MEDIA_DIR: '/data/media' }, 'media cannot start: MEDIA_URL_SECRET is missing.'],
  [{ ...needed, MEDIA_WORKERS: 'many' }, 'media cannot start: MEDIA_WORKERS must be a whole number.'],
  [
    { ...needed, MEDIA_DIR: undefined },
    'media cannot start: it needs MEDIA_DIR, or S3_BUCKET and what belongs to it.',
  ],
  [
    { ...needed, S3_BUCKET: 'b' },
    'media cannot start: S3_BUCKET needs S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.',
  ],
])('what keeps it from starting is said in one sentence: %#', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});
