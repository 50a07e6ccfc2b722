import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { shared } from './shared.js';

/** Hive Gateway with the query planner and an executor of its router, which compiles nothing. */
export const gatewayConfig = { ...shared, unifiedGraphHandler };
