import type { Crafted } from '../../crafted/crafted.ts';

export const crafted: Crafted = {
  knows: {
    old: {
      Query: {
        post: ({ id }: { id: string }) => ({ id }),
        feed: [{ id: '1' }],
        titled: [{ __typename: 'Post', id: '1' }],
      },
      Post: [{ id: '1', title: 'not any more', author: 'Ada' }],
    },
    new: {
      Post: [
        {
          id: '1',
          title: 'Moved',
          likes: 1,
          byline: (_: object, { author }: { author: string }) => `by ${author}`,
        },
      ],
    },
  },
  examples: [
    {
      says: 'asks the new one',
      query: '{ post(id: "1") { title } feed { title author } }',
      data: { post: { title: 'Moved' }, feed: [{ title: 'Moved', author: 'Ada' }] },
      asks: ['old', 'new'],
    },
    {
      says: 'asks the new one also through an interface',
      query: '{ titled { title } }',
      data: { titled: [{ title: 'Moved' }] },
      asks: ['old', 'new'],
    },
    {
      says: 'joins it with what the new one requires of the old',
      query: '{ feed { title byline } }',
      data: { feed: [{ title: 'Moved', byline: 'by Ada' }] },
    },
    {
      says: 'has no way around the new one when that is away',
      query: '{ feed { title author } }',
      failing: { new: 'away' },
      data: { feed: [{ title: null, author: 'Ada' }] },
      errors: [{ path: ['feed', 0, 'title'], code: 'SUBGRAPH_UNAVAILABLE' }],
    },
  ],
};
