import { BrokerUnreachable } from '@ursa/broker';
import { pgErrorCode, SetupError } from '@ursa/database';

/** What an operator can mend, by SQLSTATE or system code. */
const mendable: Readonly<Record<string, string>> = {
  '28P01':
    'PostgreSQL refuses the password of a subgraph: is ROLE_SECRET the one that its role was made with?',
  '28000': 'PostgreSQL refuses the role of a subgraph: was it ever started here?',
  '3F000': 'There are no tables yet: run ops migrate, or start the supergraph.',
  '42P01': 'There are no tables yet: run ops migrate, or start the supergraph.',
  ECONNREFUSED: 'PostgreSQL cannot be reached: is it running?',
  ENOTFOUND: 'PostgreSQL cannot be reached: its host is unknown.',
};

/** What people can mend is told in one sentence; anything else is a bug, and shown whole. */
export function sentence(error: unknown): string {
  if (error instanceof SetupError || error instanceof BrokerUnreachable) return error.message;
  const known = mendable[pgErrorCode(error) ?? ''];
  if (known !== undefined) return known;
  // AMQP 0-9-1's not-found: https://www.rabbitmq.com/amqp-0-9-1-reference#constants
  if (error instanceof Error && 'code' in error && error.code === 404) {
    return 'RabbitMQ has no such queue: start the subgraph first, or is RABBITMQ_PREFIX another one?';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
