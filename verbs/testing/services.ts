import { connect } from 'node:net';
import { environment } from '@ursa/testkit/environment';

export interface Service {
  name: string;
  /** The variable that names it. */
  variable: string;
  url: URL;
}

const known = [
  { name: 'PostgreSQL', variable: 'POSTGRES_URL', url: environment.postgresUrl, port: '5432' },
  { name: 'RabbitMQ', variable: 'RABBITMQ_URL', url: environment.rabbitmqUrl, port: '5672' },
  { name: 'Redis', variable: 'REDIS_URL', url: environment.redisUrl, port: '6379' },
];

/** The services that the environment names. @throws when a URL is none. */
export function namedServices(): Service[] {
  return known.flatMap(({ name, variable, url: text, port }) => {
    if (!text) return [];
    const url = URL.parse(text);
    if (!url?.hostname) throw new Error(`${variable} is not a URL of ${name}.`);
    url.port ||= port;
    return [{ name, variable, url }];
  });
}

/** Everything the suites can use is named: nothing that comes along takes part. */
export const allNamed = (services: readonly Service[]) => services.length === known.length;

/** @throws when nobody listens there: tests that were meant for a service are never passed over. */
export async function reach({ name, variable, url }: Service): Promise<void> {
  const socket = connect({ host: url.hostname, port: Number(url.port), timeout: 5_000 });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
      socket.once('timeout', () => reject(new Error('no answer within 5 s')));
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new Error(`${name} at ${url.host} (${variable}) cannot be reached: ${reason}`, { cause: error });
  } finally {
    socket.destroy();
  }
}
