import type { UserId } from '@ursa/ids';

/** What identity tells of an account. */
export interface Account {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
}

/** When an account was opened: its id says so (RFC 9562 section 5.7), the same to whoever asks. */
export function joinedAt(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}
