import type { Crafted } from '../../crafted/crafted.ts';

const text = { __typename: 'Text', text: 'hello' };
const chart = { __typename: 'Chart', bars: 3 };
const table = { __typename: 'Table', rows: 9 };
const sound = { __typename: 'Sound', seconds: 7 };
const every =
  '__typename ... on Text { text } ... on Chart { bars } ... on Table { rows } ... on Sound { seconds }';

export const crafted: Crafted = {
  knows: {
    main: {
      Query: { panel: { id: '1' }, panels: [{ id: '1' }] },
      Panel: [{ id: '1', content: { block: chart, blocks: [text, chart, table] } }],
    },
    extra: {
      Query: { loud: { id: '1' } },
      Panel: [
        {
          id: '1',
          content: { block: text, blocks: [text, sound] },
          extra: { block: sound, blocks: [sound, text] },
        },
      ],
    },
  },
  examples: [
    {
      says: 'keeps what the one who answers knows',
      query: `{ panel { content { blocks { ${every} } } } }`,
      data: { panel: { content: { blocks: [text, chart, table] } } },
      gateway: 'takes a way on which they cannot occur',
      open: 'so does the planner',
    },
    {
      says: 'keeps it where it comes from the other side',
      query: `{ loud { content { blocks { ${every} } } } }`,
      data: { loud: { content: { blocks: [text, sound] } } },
      gateway: 'takes a way on which they cannot occur',
      open: 'so does the planner',
    },
    {
      says: 'keeps it behind a change of subgraph',
      query: `{ panels { extra { block { ${every} } blocks { ... on Sound { seconds } } } } }`,
      data: { panels: [{ extra: { block: sound, blocks: [{ seconds: 7 }, {}] } }] },
    },
    {
      says: 'has nothing of members that cannot be there',
      query: '{ panel { content { block { __typename ... on Sound { seconds } } } } }',
      data: { panel: { content: { block: { __typename: 'Chart' } } } },
    },
    {
      says: 'answers when only such members are asked for',
      query: '{ panel { content { block { ... on Sound { seconds } } } } }',
      data: { panel: { content: { block: {} } } },
    },
  ],
};
