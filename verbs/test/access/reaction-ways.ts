import { streamBegins } from './stream-begins.ts';
import type { WayIn } from './ways-in.ts';
import { entity, mutation, node, nodes, operation } from './ways-in.ts';

const counted = 'reactionCount reactionCounts { kind count } viewerReaction';
const listed = 'reactions { totalCount liveCursor nodes { id kind reactor { id } } }';
const subject = 'subject { __typename ... on Node { id } }';
const watch = 'subscription ($id: ID!) { reactionsChanged(subjectId: $id) { cursor } }';

/** Every way to react to a post or comment, and to see the reactions to it. */
export const waysToReact = (typename: 'Post' | 'Comment'): readonly WayIn[] => [
  operation(
    `reactions of ${typename}`,
    `query ($id: ID!) { ${typename.toLowerCase()}(id: $id) { id ${counted} ${listed} } }`,
  ),
  entity('reactions', typename, `${counted} ${listed}`),
  entity('reactions', typename, 'reactions(kind: LIKE) { totalCount nodes { id } }'),
  mutation('react', `reaction { id } ${subject}`, ({ id }) => ({ subjectId: id, kind: 'WOW' })),
  mutation('unreact', subject, ({ id }) => ({ subjectId: id })),
  {
    name: 'reactionsChanged',
    look: ({ url }, looker, { id }) => streamBegins(url, id, looker?.token, watch),
  },
];

/** Every way to a reaction itself. */
export const waysToReaction: readonly WayIn[] = [
  operation(
    'reaction',
    `query ($id: ID!) { reaction(id: $id) { id kind createdAt reactor { id } ${subject} } }`,
  ),
  node,
  nodes,
  entity('reactions', 'Reaction', 'id kind createdAt'),
];
