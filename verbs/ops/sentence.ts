import { pgErrorCode } from '@ursa/database';
import { SetupError, sentence } from '@ursa/setup';

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

/** What is printed of an error of `ops`: more of what goes wrong is the operator's to mend than at a start. */
export function operatorSentence(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  const known = mendable[pgErrorCode(error) ?? ''];
  if (known !== undefined) return known;
  // AMQP 0-9-1's not-found: https://www.rabbitmq.com/amqp-0-9-1-reference#constants
  if (error instanceof Error && 'code' in error && error.code === 404) {
    return 'RabbitMQ has no such queue: start the subgraph first, or is RABBITMQ_PREFIX another one?';
  }
  return sentence(error);
}
