import type { GraphQLError } from 'graphql';
import type { OperationLimits } from './operation-limits.ts';
import { exceeded } from './operation-limits.ts';

type Limits = Pick<OperationLimits, 'maxVariableValues' | 'maxVariableDepth'>;

/** The limit that an operation's variables exceed. Looks at no more values than are allowed, level by level. */
export function exceededVariables(variables: object, limits: Limits): GraphQLError | undefined {
  const { maxVariableValues, maxVariableDepth } = limits;
  let level: object[] = [variables];
  let values = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    // The map of the variables itself is no level of theirs.
    if (depth > maxVariableDepth + 1)
      return exceeded(`Variables may have ${maxVariableDepth} levels inside each other.`);
    const below: object[] = [];
    for (const each of level) {
      const entries: unknown[] = Array.isArray(each) ? each : Object.values(each);
      values += entries.length;
      if (values > maxVariableValues) return exceeded(`Variables may have ${maxVariableValues} values.`);
      for (const entry of entries) if (typeof entry === 'object' && entry !== null) below.push(entry);
    }
    level = below;
  }
  return undefined;
}
