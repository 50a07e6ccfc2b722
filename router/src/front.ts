import type { Log } from '@ursa/telemetry';
import type { Engine } from './engine/engine.ts';
import type { Observations } from './observations.ts';
import type { AccessTokens } from './request/access-tokens.ts';
import type { Documents } from './request/documents.ts';
import type { PersistedDocuments } from './request/persisted-documents.ts';
import type { TrustedDocuments } from './request/trusted-documents.ts';
import type { RouterSettings } from './settings.ts';
import type { Connections } from './streams/connections.ts';
import type { InFlight } from './streams/in-flight.ts';

/** What every way in shares. */
export interface Front {
  /** Of the supergraph that serves now, as are the documents: another one may come in its place between two operations. */
  readonly engine: Engine;
  readonly documents: Documents;
  readonly trusted: TrustedDocuments;
  readonly persisted: PersistedDocuments;
  /** null: nobody is authenticated here. */
  tokens: AccessTokens | null;
  connections: Connections;
  inFlight: InFlight;
  observations: Observations;
  settings: RouterSettings;
  log: Log;
  /** Aborts when the router stops. */
  stopping: AbortSignal;
}
