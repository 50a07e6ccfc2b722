import type { Scope } from '../../request/scope.ts';
import type { Requirement } from './requirement.ts';

/** Decides whether a policy holds for an operation. */
export type PolicyCheck = (scope: Scope) => boolean | Promise<boolean>;

/** The checks of policies, by their names in @policy. One that is not here holds for nobody. */
export type PolicyChecks = Readonly<Record<string, PolicyCheck>>;

/** The policies that hold, of all that these requirements name; each is decided once. One whose check fails does not hold. */
export async function heldPolicies(
  requirements: readonly Requirement[],
  checks: PolicyChecks,
  scope: Scope,
): Promise<ReadonlySet<string>> {
  const named = new Set(requirements.flatMap((each) => (each.kind === 'policies' ? each.any.flat() : [])));
  const held = await Promise.all([...named].map((name) => holds(name, checks, scope)));
  return new Set([...named].filter((_, at) => held[at]));
}

async function holds(name: string, checks: PolicyChecks, scope: Scope): Promise<boolean> {
  if (!Object.hasOwn(checks, name)) return false;
  try {
    return (await checks[name]?.(scope)) === true;
  } catch (error) {
    scope.log.error({ err: error, policy: name }, 'A policy could not be decided, and does not hold');
    return false;
  }
}
