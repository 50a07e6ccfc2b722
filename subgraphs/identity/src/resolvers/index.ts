import { Account } from './Account.ts';
import { changeUsername } from './Mutation/change-username.ts';
import { logIn } from './Mutation/log-in.ts';
import { logOut } from './Mutation/log-out.ts';
import { refreshSession } from './Mutation/refresh-session.ts';
import { revokeSession } from './Mutation/revoke-session.ts';
import { signUp } from './Mutation/sign-up.ts';
import { viewer } from './Query/viewer.ts';
import { Session } from './Session.ts';
import { sessionPayload } from './session-payload.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Query: { viewer },
  Mutation: { signUp, logIn, refreshSession, logOut, revokeSession, changeUsername },
  Account,
  Session,
  Viewer,
  SignUpPayload: sessionPayload,
  LogInPayload: sessionPayload,
  RefreshSessionPayload: sessionPayload,
  LogOutPayload: sessionPayload,
  RevokeSessionPayload: sessionPayload,
};
