export * from './broker.ts';
export * from './dead-letters.ts';
export { inProcessBroker } from './in-process/in-process-broker.ts';
export * from './inbox.ts';
export * from './log.ts';
export { BrokerUnreachable } from './rabbit/connection.ts';
export { openRabbitBroker } from './rabbit/rabbit-broker.ts';
export { defaultRabbitSettings, type RabbitSettings } from './rabbit/settings.ts';
