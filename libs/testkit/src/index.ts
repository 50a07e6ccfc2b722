export { environment } from './environment.ts';
export { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
export { onFileEnd } from './file-end.ts';
export {
  type BareDatabase,
  bareDatabase,
  type TableOwner,
  type TestDatabase,
  testDatabase,
} from './test-database.ts';
export type { ReceivedSpan, TraceReceiver } from './trace-receiver.ts';
export { traceReceiver } from './trace-receiver.ts';
export { waitFor } from './wait-for.ts';
