import type { RequestContext } from '@ursa/subgraph-kit';
import { accountById } from './account-by-id.ts';
import { accountByUsername } from './account-by-username.ts';
import { emailById } from './email-by-id.ts';
import { openSession } from './open-session.ts';
import { viewerAccount } from './viewer-account.ts';

/** The questions that one operation asks in batches. */
export function loaders(context: RequestContext) {
  return {
    accountById: accountById(context),
    accountByUsername: accountByUsername(context),
    emailById: emailById(context),
    openSession: openSession(context),
    viewerAccount: viewerAccount(context),
  };
}

export type Loaders = ReturnType<typeof loaders>;
