import { logIn as logInAs } from '../../domain/log-in.ts';
import { parseKey } from '../../domain/sign-up-input.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { clientOf } from '../client-of.ts';
import { wantsCookies } from '../cookies.ts';
import { grantPayload } from '../grant-payload.ts';

export const logIn: MutationResolvers['logIn'] = async (_parent, { input }, context) => {
  const { identifier, password, clientMutationId } = input;
  const key = parseKey(clientMutationId);
  const outcome = key.ok ? await logInAs(context.services, { identifier, password }, clientOf(context)) : key;
  return grantPayload(outcome, context, wantsCookies(context));
};
