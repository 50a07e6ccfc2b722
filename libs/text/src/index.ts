export * from './clean-text.ts';
export * from './stored-entities.ts';
export * from './text-entities.ts';
export * from './write-text.ts';
