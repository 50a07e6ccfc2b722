export { anyScope, ourEngine } from './engine.ts';
export { apolloGateway } from './gateway.ts';
