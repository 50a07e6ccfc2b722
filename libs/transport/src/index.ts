export type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from './contract.ts';
export type { HttpTransportSettings } from './http/http-transport.ts';
export { httpTransport } from './http/http-transport.ts';
export type { LocalSubgraph, LocalTransportSettings } from './local-transport.ts';
export { localTransport } from './local-transport.ts';
export { travellingHeaders } from './response-headers.ts';
export type { UnavailableReason } from './subgraph-unavailable.ts';
export { SubgraphUnavailable } from './subgraph-unavailable.ts';
