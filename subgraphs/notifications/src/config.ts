import type { Environment } from '@ursa/setup';
import { cannotStart, variablesFrom } from '@ursa/setup';
import { z } from 'zod';

const milliseconds = z.coerce.number().int().positive();

export const variables = z.object({
  /** All three: messages go to devices by web push. None: they are logged. */
  PUSH_VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:|https:)/, 'must be a mailto: or https: URL')
    .optional(),
  PUSH_VAPID_PUBLIC_KEY: z.base64url().optional(),
  PUSH_VAPID_PRIVATE_KEY: z.base64url().optional(),
  /** Where mail is sent; without it, it is put into the outbox. */
  MAIL_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// URL' }).optional(),
  MAIL_FROM: z.string().min(3).default('Ursa <no-reply@ursa.example>'),
  MAIL_OUTBOX: z.string().min(1).default('.ursa/mail'),
  /** How often it is looked for what devices are to be told. */
  NOTIFICATIONS_PUSH_MS: milliseconds.default(1_000),
  /** How often it is looked for digests that are due. */
  NOTIFICATIONS_DIGEST_MS: milliseconds.default(60_000),
  /** How often what is done is cleared away. */
  NOTIFICATIONS_HOUSEKEEPING_MS: milliseconds.default(600_000),
});

/** Everything about notifications that can be set. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const problems: string[] = [];
  const env = variablesFrom(variables, environment, problems);
  const vapid = [env?.PUSH_VAPID_SUBJECT, env?.PUSH_VAPID_PUBLIC_KEY, env?.PUSH_VAPID_PRIVATE_KEY];
  const [subject, publicKey, privateKey] = vapid;
  if (vapid.some(Boolean) && !vapid.every(Boolean)) problems.push('PUSH_VAPID_… must be given all or none');
  if (env === undefined || problems.length > 0) throw cannotStart('notifications', problems);
  return {
    vapid: subject && publicKey && privateKey ? { subject, publicKey, privateKey } : null,
    mail: { url: env.MAIL_URL, from: env.MAIL_FROM, folder: env.MAIL_OUTBOX },
    pushMs: env.NOTIFICATIONS_PUSH_MS,
    digestMs: env.NOTIFICATIONS_DIGEST_MS,
    housekeepingMs: env.NOTIFICATIONS_HOUSEKEEPING_MS,
  };
}
