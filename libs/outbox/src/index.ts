export {
  type ConsumerOptions,
  consumer,
  type EventConsumer,
  type HandlerContext,
  RetryLater,
} from './consumer.ts';
export { currentSequence, emit, emitAll } from './emit.ts';
export { armFailpoint, type Failpoint, failpoint } from './failpoint.ts';
export { defaultHousekeepingSettings, type HousekeepingSettings, startHousekeeping } from './housekeeping.ts';
export { createInbox, type InboxOptions } from './inbox/inbox.ts';
export { defaultInboxSettings, type InboxSettings } from './inbox/settings.ts';
export type { DeliveryMetrics } from './metrics.ts';
export { eachStretch } from './rebuild/doubt.ts';
export {
  type Rebuild,
  type RebuildOptions,
  type RebuiltTable,
  rebuildFromOwners,
} from './rebuild/rebuild.ts';
export { type Snapshot, type SnapshotOf, snapshot } from './rebuild/snapshot.ts';
export { tableSnapshot } from './rebuild/table-snapshot.ts';
export type { Announcement, Announcer } from './relay/announce.ts';
export { type Relay, type RelayOptions, startRelay } from './relay/relay.ts';
export { defaultRelaySettings, type RelaySettings } from './relay/settings.ts';
export { type ReplayRange, replay } from './replay.ts';
export { type InboxStatus, inboxStatus, type OutboxStatus, outboxStatus, type StuckEvent } from './status.ts';
export { outboxTables } from './tables.ts';
