import { send } from '../../world/person.ts';
import { feedWays } from '../feed-ways.ts';
import { searchWays } from '../search-ways.ts';
import type { Name } from './model.ts';
import type { Stage } from './stage.ts';

export type Kind = 'user' | 'post' | 'comment' | 'group';

/** A way to look at many things of one kind at once. */
export interface Way {
  readonly name: string;
  readonly kind: Kind;
  /** Exact: shows all that may be seen. Otherwise it shows a choice of it, and only what it shows is judged. */
  readonly exact: boolean;
  /** Whether a thing belongs here at all. @default all do */
  readonly covers?: (stage: Stage, name: Name) => boolean;
  /** The ids, among those looked for, that the answer shows. */
  look(stage: Stage, viewer: Name | null, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
type Data = any;

async function ask(stage: Stage, viewer: Name | null, query: string, variables: object = {}): Promise<Data> {
  const token = viewer === null ? undefined : stage.person(viewer).token;
  const { data, errors } = await send(stage.world.url, query, variables, token);
  if (errors) throw new Error(`${query} was refused: ${JSON.stringify(errors)}`);
  return data;
}

/** The ids in whatever was answered. */
const idsIn = (things: readonly ({ id: string } | null)[]) => new Set(things.flatMap((one) => one?.id ?? []));

const byNodes = (kind: Kind): Way => ({
  name: 'nodes',
  kind,
  exact: true,
  async look(stage, viewer, ids) {
    const { nodes } = await ask(stage, viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    return idsIn(nodes);
  },
});

/** A root field for each id, all in one request. */
const byRoot = (kind: Kind, field: (id: string, stage: Stage) => string): Way => ({
  name: `Query.${kind}`,
  kind,
  exact: true,
  async look(stage, viewer, ids) {
    const fields = ids.map((id, at) => `f${at}: ${field(id, stage)} { id }`);
    return idsIn(Object.values(await ask(stage, viewer, `{ ${fields.join(' ')} }`)));
  },
});

/** `_entities` of a subgraph, asked as the router asks. */
const byEntities = (kind: Kind, subgraph: string, typename: string): Way => ({
  name: `${subgraph}'s _entities`,
  kind,
  exact: true,
  async look({ world, id }, viewer, ids) {
    const looker = viewer === null ? null : (id(viewer) as `user_${string}`);
    const passport = world.passports.issue({
      audience: subgraph,
      viewer: looker,
      session: null,
      address: null,
    });
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { id createdAt } } }`;
    const variables = { of: ids.map((one) => ({ __typename: typename, id: one })) };
    const answer = await world.subgraphs
      .get(subgraph)
      ?.execute({ query, variables, passport, requestId: 'random' });
    return idsIn((answer as Data).data._entities);
  },
});

const everybody = (stage: Stage, selection: string) =>
  [...stage.people.values()].map(
    ({ username }, at) => `u${at}: user(username: "${username}") { ${selection} }`,
  );

const inUsers = (name: string, kind: Kind, selection: string, found: (user: Data) => Data[]): Way => ({
  name,
  kind,
  exact: true,
  async look(stage, viewer) {
    const data = await ask(stage, viewer, `{ ${everybody(stage, selection).join(' ')} }`);
    return idsIn(Object.values(data).flatMap((user) => (user === null ? [] : found(user))));
  },
});

/** Every way in, by what it shows. */
export const ways: readonly Way[] = [
  ...feedWays,
  byRoot('user', (id, { people }) => {
    const person = [...people.values()].find((one) => one.id === id);
    return `user(username: "${person?.username}")`;
  }),
  byNodes('user'),
  byRoot('post', (id) => `post(id: "${id}")`),
  byNodes('post'),
  byEntities('post', 'posts', 'Post'),
  {
    ...inUsers('User.posts', 'post', 'posts(first: 100) { nodes { id } }', ({ posts }) => posts?.nodes ?? []),
    // What somebody published in a group is listed there.
    covers: ({ model }, name) => model.posts.get(name)?.group === null,
  },
  {
    name: 'the poll of a post',
    kind: 'post',
    exact: true,
    async look(stage, viewer, ids) {
      const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Poll { post { id } } } }';
      const polls = ids.map((id) => id.replace(/^post_/, 'poll_'));
      const { nodes } = await ask(stage, viewer, query, { ids: polls });
      return idsIn(nodes.map((node: Data) => node?.post ?? null));
    },
  },
  byRoot('comment', (id) => `comment(id: "${id}")`),
  byNodes('comment'),
  byEntities('comment', 'comments', 'Comment'),
  {
    name: 'Post.comments',
    kind: 'comment',
    exact: true,
    async look(stage, viewer) {
      const ids = [...stage.model.posts.keys()].map(stage.id);
      const shown = new Set<string>();
      for (let at = 0; at < ids.length; at += 50) {
        const query = `query ($ids: [ID!]!) {
          nodes(ids: $ids) { ... on Post { comments(first: 100) { nodes { id body } } } }
        }`;
        const { nodes } = await ask(stage, viewer, query, { ids: ids.slice(at, at + 50) });
        // A hollow has no text: what it was is not shown.
        for (const node of nodes)
          for (const comment of node?.comments.nodes ?? []) if (comment.body !== null) shown.add(comment.id);
      }
      return shown;
    },
  },
  byRoot('group', (id) => `group(id: "${id}")`),
  byNodes('group'),
  byEntities('group', 'groups', 'Group'),
  {
    // Not exact: a group may be seen though everybody in it is hidden.
    name: 'User.groups',
    kind: 'group',
    exact: false,
    async look(stage, viewer) {
      const selection = everybody(stage, 'groups(first: 100) { nodes { id } }');
      const data = await ask(stage, viewer, `{ ${selection.join(' ')} viewer { groups { nodes { id } } } }`);
      const { viewer: me, ...users } = data;
      const seen = Object.values(users).flatMap((user: Data) => user?.groups?.nodes ?? []);
      return idsIn([...seen, ...(me?.groups.nodes ?? [])]);
    },
  },
  {
    name: 'Group.posts',
    kind: 'post',
    exact: false,
    async look(stage, viewer) {
      const ids = [...stage.model.groups.keys()].map(stage.id);
      const query =
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Group { posts(first: 100) { nodes { id } } } } }';
      const { nodes } = await ask(stage, viewer, query, { ids });
      return idsIn(nodes.flatMap((group: Data) => group?.posts?.nodes ?? []));
    },
  },
  ...searchWays,
];
