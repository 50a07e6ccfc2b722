import { randomBytes } from 'node:crypto';

/** An answer as it came, status included. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
  readonly data: any;
  readonly errors:
    | readonly { message: string; path?: (string | number)[]; extensions?: { code?: string } }[]
    | undefined;
}

/** Sends an operation to a supergraph's public API. */
export async function send(
  url: string,
  query: string,
  variables: object = {},
  token?: string,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer;
  return { status: response.status, data, errors };
}

/** Somebody who uses the public API. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
  /** Any operation, as this person. */
  ask(query: string, variables?: object): Promise<Answer>;
  /** A mutation on `input`: its payload. Throws if it was refused; use `ask` to see a refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: the payload of whatever was selected
  act(mutation: string, input: object, selection?: string): Promise<any>;
  post(body?: string, visibility?: string): Promise<string>;
  comment(postId: string, body?: string, parentId?: string): Promise<string>;
}

let people = 0;

/** Signs somebody up. */
export async function signUp(
  url: string,
  { username = `person_${++people}_${randomBytes(3).toString('hex')}` } = {},
): Promise<Person> {
  const password = 'correct horse battery';
  const input = { username, password, displayName: username, email: `${username}@ursa.example` };
  const query = `mutation ($input: SignUpInput!) {
    signUp(input: $input) { viewer { user { id } } session { accessToken } errors { message } }
  }`;
  const { data, errors } = await send(url, query, { input });
  const { viewer, session } = data?.signUp ?? {};
  if (!session) throw new Error(`signUp was refused: ${JSON.stringify(errors ?? data)}`);
  return personWith(url, { id: viewer.user.id, username, password, token: session.accessToken });
}

/** The same person at another address (a second router), or with another token. */
export function personWith(
  url: string,
  known: Pick<Person, 'id' | 'username' | 'password' | 'token'>,
): Person {
  const ask = (query: string, variables: object = {}) => send(url, query, variables, known.token);
  const act: Person['act'] = async (mutation, input, selection = '') => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} errors { message } } }`;
    const { data, errors } = await ask(query, { input });
    const payload = data?.[mutation];
    if (!payload || payload.errors.length > 0)
      throw new Error(`${mutation} was refused: ${JSON.stringify(errors ?? payload)}`);
    return payload;
  };
  return {
    ...known,
    ask,
    act,
    post: async (body = 'Hello', visibility = 'PUBLIC') =>
      (await act('createPost', { body, visibility }, 'post { id }')).post.id,
    comment: async (postId, body = 'Hi', parentId) =>
      (await act('addComment', { postId, body, ...(parentId && { parentId }) }, 'comment { id }')).comment.id,
  };
}
