/** The services this run may use, and no other: without a URL the tests use what comes with Ursa. */
export const environment = {
  postgresUrl: process.env['POSTGRES_URL'],
  rabbitmqUrl: process.env['RABBITMQ_URL'],
  redisUrl: process.env['REDIS_URL'],
  /** `off`: nothing is cached, unless a test says otherwise. */
  cache: process.env['CACHE'] === 'off' ? 'off' : 'on',
  /** On CI's machines, which others load too. */
  ci: process.env['CI'] === 'true',
} as const;
