export { asker } from './asker.ts';
export { cacheIn, caches } from './caches.ts';
export { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from './start-test-subgraph.ts';
export type { TestOperation } from './test-operation.ts';
export { type AnswerEntities, type PeerQuestion, type TestPeer, testPeer } from './test-peer.ts';
export { toldPeople } from './told-people.ts';
