import { randomBytes } from 'node:crypto';

/** A push subscription as a browser gives it; another one every time. */
export const subscription = () => ({
  endpoint: `https://push.example.com/${randomBytes(8).toString('hex')}`,
  p256dh: Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
});
