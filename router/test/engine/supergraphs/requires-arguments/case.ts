import type { Crafted } from '../../crafted/crafted.ts';

const comments = ['ada', 'bo', 'cy', 'di'].map((by, at) => ({ id: `c${at}`, by }));
const post = {
  id: '1',
  title: ({ length }: { length?: number }) => 'A walk in the park'.slice(0, length ?? 100),
  comments: ({ limit }: { limit: number }) => comments.slice(0, limit),
};

export const crafted: Crafted = {
  knows: {
    posts: { Query: { posts: [post] } },
    digest: {
      Post: [
        {
          id: '1',
          voices: (_: object, self: { comments: { by: string }[] }) => self.comments.map(({ by }) => by),
          slug: ({ separator }: { separator: string }, { title }: { title: string }) =>
            title.toLowerCase().replaceAll(' ', separator),
        },
      ],
      Comment: comments.map(({ id }) => ({
        id,
        signed: (_: object, { by }: { by: string }) => `from ${by}`,
      })),
    },
  },
  examples: [
    {
      says: 'requires with its own arguments',
      query: '{ posts { voices slug } }',
      data: { posts: [{ voices: ['ada', 'bo', 'cy'], slug: 'a-walk-i' }] },
      asks: ['posts', 'digest'],
    },
    {
      says: 'gives the client what it asked for, and the field what it requires',
      query: '{ posts { voices comments(limit: 1) { id } title } }',
      data: {
        posts: [{ voices: ['ada', 'bo', 'cy'], comments: [{ id: 'c0' }], title: 'A walk in the park' }],
      },
      gateway: 'asks one field with two arguments',
    },
    {
      says: 'does so when the client leaves it at the default',
      query: '{ posts { title slug } }',
      data: { posts: [{ title: 'A walk in the park', slug: 'a-walk-i' }] },
      gateway: 'takes the one for the other',
    },
    {
      says: 'does so when only a variable says what differs',
      query: `query ($limit: Int! = 2, $to: Int) {
        posts { comments(limit: $limit) { id by signed } title(length: $to) slug(separator: "_") voices }
      }`,
      variables: { to: 3 },
      data: {
        posts: [
          {
            comments: [
              { id: 'c0', by: 'ada', signed: 'from ada' },
              { id: 'c1', by: 'bo', signed: 'from bo' },
            ],
            title: 'A w',
            slug: 'a_walk_i',
            voices: ['ada', 'bo', 'cy'],
          },
        ],
      },
      gateway: 'asks one field with two arguments',
    },
    {
      says: 'does so through fragments that ask the same twice',
      query: `{ posts { voices ...One ...Two } }
        fragment One on Post { comments(limit: 1) { id } }
        fragment Two on Post { comments(limit: 1) { by } title(length: 2) }`,
      data: {
        posts: [{ voices: ['ada', 'bo', 'cy'], comments: [{ id: 'c0', by: 'ada' }], title: 'A ' }],
      },
      gateway: 'asks one field with two arguments',
    },
    {
      says: 'does so when the client names another field as the required one',
      query:
        '{ posts { comments: title(length: 1) title: comments(limit: 2) { title: by by: id } voices slug } }',
      data: {
        posts: [
          {
            comments: 'A',
            title: [
              { title: 'ada', by: 'c0' },
              { title: 'bo', by: 'c1' },
            ],
            voices: ['ada', 'bo', 'cy'],
            slug: 'a-walk-i',
          },
        ],
      },
      gateway: 'asks one field with two arguments',
    },
    {
      says: 'tells errors under the client’s names',
      query: '{ posts { voices title: comments(limit: 2) { id } } }',
      failing: {
        posts: ({ data }) => ({
          data: { posts: [{ id: '1', ...firstOf(data), [nameOf(data)]: null }] },
          errors: [{ message: 'No.', path: ['posts', 0, nameOf(data)], extensions: { code: 'NO' } }],
        }),
      },
      data: { posts: [{ voices: ['ada', 'bo', 'cy'], title: null }] },
      errors: [{ path: ['posts', 0, 'title'], code: 'NO' }],
    },
  ],
};

/** What the engine has called the client's field. */
function nameOf(data: unknown): string {
  const first = firstOf(data);
  return (
    Object.keys(first).find((name) => (first[name] as unknown[])?.length === 2 && name !== 'id') ?? 'none'
  );
}

function firstOf(data: unknown): Record<string, unknown> {
  const [first = {}] = (data as { posts: Record<string, unknown>[] }).posts;
  return first;
}
