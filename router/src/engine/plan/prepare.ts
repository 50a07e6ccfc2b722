import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import type { PlannedForm } from '../supergraph/planned-form.ts';
import { clientPath, compileRestore } from './client-names.ts';
import { neverEmpty } from './never-empty.ts';
import { ownNames } from './own-names.ts';
import type { Taking } from './root-fetch.ts';
import type { Run, Step } from './run.ts';
import { settled } from './settled.ts';
import { tellUnanswered } from './unanswered.ts';

/** An operation in a wording that is planned rightly. */
export interface Prepared {
  readonly document: DocumentNode;
  /** What runs the plan of that wording, so that it gathers what the client's wording says. */
  step(step: Step, node: PlanNode | SubscriptionNode | undefined): Step;
  /** The same for what takes a part of it into a run beforehand. */
  taking(taking: Taking): Taking;
}

/** Words an operation so that nothing the client calls its own is taken for what the plan needs. */
export function prepare(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { fieldSets }: Pick<PlannedForm, 'fieldSets'>,
): Prepared {
  const renamed = ownNames(neverEmpty(settled(alone(document, operation))), fieldSets);
  const restore = compileRestore(renamed);
  const complete = (step: Step, node: PlanNode | SubscriptionNode | undefined): Step => {
    const tell = tellUnanswered(renamed.document, node);
    return tell === undefined ? step : (run) => Promise.all([step(run), tell(run)]).then(() => undefined);
  };
  if (restore === undefined)
    return { document: renamed.document, step: complete, taking: (taking) => taking };
  const within = (run: Run): Run => ({
    ...run,
    visible: (path) => run.visible(clientPath(path, renamed.names)),
  });
  return {
    document: renamed.document,
    step: (step, node) => {
      const whole = complete(step, node);
      return async (run) => {
        await whole(within(run));
        restore(run.root);
      };
    },
    taking: (taking) => (run, response) => taking(within(run), response),
  };
}

function alone({ definitions, ...document }: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const used = definitions.filter((each) => each === operation || each.kind !== Kind.OPERATION_DEFINITION);
  return { ...document, definitions: used };
}

/** An operation that is planned in the client's own words. */
export function asItIs(document: DocumentNode): Prepared {
  return { document, step: (step) => step, taking: (taking) => taking };
}
