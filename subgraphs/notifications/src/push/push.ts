import type { Subscription } from '../domain/push-subscription.ts';

/** What a device is told; whoever is logged in there asks for the rest. */
export interface PushMessage {
  readonly notificationId: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly actorCount: number;
}

/** `gone`: the subscription has ended; `refused`: this message will not be taken, however often it is sent. */
export type Pushed = 'sent' | 'gone' | 'refused';

/** The way to devices. */
export interface Push {
  /** What browsers subscribe with; null: nothing is sent. */
  readonly publicKey: string | null;
  /** Rejects when another attempt may succeed. */
  send(to: Subscription, message: PushMessage): Promise<Pushed>;
}
