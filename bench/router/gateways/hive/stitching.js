import { shared } from './shared.js';

/** Hive Gateway as it comes, with what its makers switch on for speed: documents are compiled. */
export const gatewayConfig = { ...shared, jit: true };
