export { apolloPlanner } from './planner.ts';
export { loadSupergraph } from './supergraph.ts';
