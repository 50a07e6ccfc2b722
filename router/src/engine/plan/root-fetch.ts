import type { FetchNode } from '@apollo/query-planner';
import type { SubgraphResponse } from '@ursa/transport';
import { parse } from 'graphql';
import { ask } from './ask.ts';
import type { PlanContext } from './context.ts';
import { tell, tellFailure } from './errors.ts';
import { copyOf, mergeInto } from './merge.ts';
import type { Path, PlanPath } from './places.ts';
import { objectsAt, placesOf } from './places.ts';
import { questionOf } from './question.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { Run, Step } from './run.ts';
import { fieldsOn, operationIn, responseName } from './selected.ts';

/** Takes an answer into the run; undefined: there is none. */
export type Taking = (run: Run, response: SubgraphResponse | undefined) => void;

/** Compiles a fetch of root fields. */
export function compileRootFetch(node: FetchNode, path: PlanPath, context: PlanContext): Step {
  const calls = context.calls(node.serviceName);
  const wording = {
    query: node.operation,
    operationName: node.operationName,
    variableNames: node.variableUsages ?? [],
  };
  const take = compileTaking(node, path, context);
  return async (run) => {
    if (path.length > 0 && objectsAt(run.root, path).length === 0) return;
    take(run, await ask(run, calls, questionOf(wording, run.variables)));
  };
}

/** Compiles what is done with the answer to such a fetch; an event of a subscription is one too. */
export function compileTaking(node: FetchNode, path: PlanPath, context: PlanContext): Taking {
  const { serviceName } = node;
  const place = path.join('.');
  const output = compileRewrites(node.outputRewrites, context.under);
  const renamed = renamedKeys(node.outputRewrites);
  const document = parse(node.operation, { noLocation: true });
  const { selectionSet } = operationIn(document);
  const names = () => fieldsOn(document, selectionSet, undefined, context.under).map(responseName);
  const shown = (place: Path) =>
    place.map((part) => (typeof part === 'string' ? (renamed.get(part) ?? part) : part));

  return (run, response) => {
    const places = (): Path[] => [...placesOf(run.root, path).values()].flat();
    if (response === undefined) {
      const lost = places().flatMap((place) => names().map((name) => [...place, ...shown([name])]));
      tellFailure(run, serviceName, lost, false);
      return;
    }
    const { data, errors = [] } = response;
    if (data) {
      run.found.changed(place);
      output?.(data);
      const [first, ...others] = objectsAt(run.root, path);
      for (const other of others) mergeInto(other, copyOf(data));
      if (first !== undefined) mergeInto(first, data);
    }
    for (const error of errors) {
      const at = error.path && shown([...error.path]);
      tell(run, serviceName, error, at && places().map((place) => [...place, ...at]));
    }
  };
}
