import type { Mail } from '@ursa/mail';
import { outboxMail, smtpMail } from '@ursa/mail';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { logPush } from './push/log-push.ts';
import type { Push } from './push/push.ts';
import { webPushes } from './push/web-push.ts';

/** The ways to people who are not looking. */
export interface Services {
  readonly push: Push;
  readonly mail: Mail;
}

/** Opens the ways that the settings name. */
export function services({ config, log }: ServiceDeps<Config>): Services {
  const { url, from, folder } = config.mail;
  return {
    push: config.vapid ? webPushes(config.vapid) : logPush(log),
    mail: url ? smtpMail({ url, from }) : outboxMail({ folder, from }),
  };
}
