import { randomBytes } from 'node:crypto';
import { environment } from '@ursa/testkit';

/** RabbitMQ under names that nobody else uses; null: this run may use none. */
export function ownRabbit(): { url: string; prefix: string } | null {
  const { rabbitmqUrl: url } = environment;
  return url ? { url, prefix: `ursa-fault-${randomBytes(4).toString('hex')}.` } : null;
}
