import { signUp as openAccount } from '../../domain/sign-up.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { clientOf } from '../client-of.ts';
import { wantsCookies } from '../cookies.ts';
import { grantPayload } from '../grant-payload.ts';

export const signUp: MutationResolvers['signUp'] = async (_parent, { input }, context) => {
  const outcome = await openAccount(context.services, input, clientOf(context));
  return grantPayload(outcome, context, wantsCookies(context));
};
