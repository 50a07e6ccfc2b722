import { node } from './Query/node.ts';
import { nodes } from './Query/nodes.ts';

export const resolvers = { Query: { node, nodes } };
