export type { Ask, Question } from './asking/ask.ts';
export { PeerUnavailable } from './asking/peer-unavailable.ts';
export {
  type AnySubgraph,
  defineSubgraph,
  type Route,
  type ServiceDeps,
  type Stop,
  type SubgraphDefinition,
} from './define-subgraph.ts';
export type { EntityReference } from './entity-reference.ts';
export { type ErrorCode, errorCodes, isRequestError, requestError } from './errors/request-error.ts';
export type { Context, RequestContext } from './execution/context.ts';
export { idArgument, idInput } from './id-input.ts';
export { mutate } from './mutate.ts';
export { type Payload, payload, payloadOf, type UserErrorModel, userError } from './payload.ts';
export { type ProcessConfig, readProcessConfig } from './process/config.ts';
export { peerUrls } from './process/peer-urls.ts';
export { type Repeated, repeat } from './repeat.ts';
export type { Cookie, Reply } from './reply.ts';
export { runSubgraph } from './run-subgraph.ts';
export type { RunningSubgraph, SubgraphRuntime } from './running-subgraph.ts';
export { assembleSdl } from './sdl.ts';
export { defaultSettings, type SubgraphSettings } from './settings.ts';
export { startSubgraph } from './start-subgraph.ts';
export { requireSession, requireViewer } from './viewer.ts';
export { type MutationScope, type ViewerMutation, viewerMutation } from './viewer-mutation.ts';
