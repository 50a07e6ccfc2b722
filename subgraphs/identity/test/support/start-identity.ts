import type { SessionId, UserId } from '@ursa/ids';
import { parseId, retype } from '@ursa/ids';
import type { TestOperation, TestSubgraphOptions } from '@ursa/testkit/subgraph';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { decodeJwt } from 'jose';
import { identity } from '../../src/subgraph.ts';

export const keySecret = 'a secret of thirty-two characters and more';

/** Identity on a database of its own. `environment` adds to what its config reads. */
export async function startIdentity({ environment, ...options }: TestSubgraphOptions = {}) {
  const started = await startTestSubgraph(identity, {
    ...options,
    environment: { IDENTITY_KEY_SECRET: keySecret, ...environment },
  });

  /** Runs an operation and returns its data; throws what stands at the top level. */
  async function run(operation: TestOperation) {
    const { data, errors } = await started.execute(operation);
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
    return data as Record<string, any>;
  }

  async function change(field: string, input: object, operation: Omit<TestOperation, 'query'> = {}) {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${answer} } }`;
    return (await run({ query, variables: { input }, ...operation }))[field] as SessionAnswer;
  }

  return { ...started, run, change };
}

export type Identity = Awaited<ReturnType<typeof startIdentity>>;

const answer = `
  viewer { id email }
  session { id accessToken accessTokenExpiresAt refreshToken expiresAt viewerIsCurrent }
  errors { __typename message path ... on RateLimitedError { retryAfter } }`;

/** The payload of a mutation that answers a session, as `change` asks for it. */
export interface SessionAnswer {
  viewer: { id: string; email: string } | null;
  session: {
    id: SessionId;
    accessToken: string | null;
    accessTokenExpiresAt: string | null;
    refreshToken: string | null;
    expiresAt: string;
    viewerIsCurrent: boolean;
  } | null;
  errors: { __typename: string; message: string; path: string[] | null; retryAfter?: number }[];
}

let people = 0;

/** Credentials nobody has used yet. */
export function somebody() {
  people += 1;
  const name = `person_${people}`;
  return {
    username: name,
    email: `${name}@example.org`,
    password: `secret of ${name}`,
    displayName: `Ms ${name}`,
  };
}

/** Signs somebody up, and tells as whom to ask from then on. */
export async function join(identity: Identity, credentials = somebody()) {
  const { viewer, session, errors } = await identity.change('signUp', credentials);
  if (!viewer || !session) throw new Error(`No sign-up: ${JSON.stringify(errors)}`);
  const id = retype(parseId('viewer', viewer.id) ?? 'viewer_', 'user') as UserId;
  const { accessToken, refreshToken } = session;
  if (!accessToken || !refreshToken) throw new Error('No tokens.');
  return {
    ...credentials,
    id,
    viewerId: viewer.id,
    accessToken,
    refreshToken,
    as: { viewer: id, session: session.id },
  };
}

/** What an access token says. */
export function claims(token: string | null | undefined) {
  return decodeJwt(token ?? '');
}
