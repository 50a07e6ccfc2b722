import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import webPush from 'web-push';
import type { Subscription } from '../domain/push-subscription.ts';
import { publicLookup } from './public-lookup.ts';
import type { Push, Pushed } from './push.ts';

/** Who sends: https://www.rfc-editor.org/rfc/rfc8292 */
export interface Vapid {
  /** `mailto:` or `https:`. */
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

const answerTimeoutMs = 10_000;
const mostSockets = 20;
const keepSeconds = 24 * 60 * 60;

/** Sends through the browsers' push services: https://www.rfc-editor.org/rfc/rfc8030 */
export function webPushes(
  vapid: Vapid,
  agent = new Agent({ keepAlive: true, maxSockets: mostSockets, lookup: publicLookup }),
): Push {
  return {
    publicKey: vapid.publicKey,
    async send({ endpoint, p256dh, auth }: Subscription, message) {
      const details = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(message),
        {
          vapidDetails: vapid,
          TTL: keepSeconds,
          // What waits for a device that is off is replaced by what comes later of the same notification.
          topic: hash('sha256', message.notificationId, 'base64url').slice(0, 32),
        },
      );
      const { method, headers, body } = details;
      return post(endpoint, { method, headers, agent, signal: AbortSignal.timeout(answerTimeoutMs) }, body);
    },
  };
}

type Options = Parameters<typeof request>[1];

// Only the status is of interest, and whoever registered the endpoint may answer: its body is not read.
function post(endpoint: string, options: Options, body: Buffer | null): Promise<Pushed> {
  return new Promise((resolve, reject) => {
    const call = request(endpoint, options, (response: IncomingMessage) => {
      response.destroy();
      const { statusCode = 0 } = response;
      if (statusCode >= 200 && statusCode < 300) resolve('sent');
      else if (statusCode === 404 || statusCode === 410) resolve('gone');
      else if (statusCode === 429 || statusCode >= 500)
        reject(new Error(`The push service says ${statusCode}.`));
      else resolve('refused');
    });
    call.on('error', reject);
    call.end(body ?? undefined);
  });
}
