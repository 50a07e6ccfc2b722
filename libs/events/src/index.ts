export * from './async-api.ts';
export * from './contracts/index.ts';
export * from './define-event.ts';
export * from './envelope.ts';
export * from './event-invalid.ts';
