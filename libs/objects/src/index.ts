export { filesObjects } from './files/files-objects.ts';
export * from './objects.ts';
export { type S3Place, s3Objects } from './s3/s3-objects.ts';
