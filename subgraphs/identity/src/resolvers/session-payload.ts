import type { IdentityContext } from '../context.ts';
import type { ViewerAccount } from '../loaders/viewer-account.ts';
import type { SessionModel } from './session-model.ts';

/** The viewer of a payload that holds a session: whose session it is. */
export const sessionPayload = {
  viewer({ session }: { session?: SessionModel | null }, _: unknown, { loaders }: IdentityContext) {
    return session ? loaders.viewerAccount.load(session.accountId) : null;
  },
} satisfies { viewer: (...args: never[]) => Promise<ViewerAccount | null> | null };
