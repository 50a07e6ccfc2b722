export type { Environment } from './environment.ts';
export { overridden, variableOf } from './overridden.ts';
export { reading } from './reading.ts';
export { sentence } from './sentence.ts';
export { cannotStart, SetupError } from './setup-error.ts';
export { readVariables, variablesFrom } from './variables.ts';
