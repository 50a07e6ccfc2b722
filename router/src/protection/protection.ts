import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import type { Data } from '../engine/data.ts';
import type { LoadedSupergraph } from '../engine/supergraph.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import { exceededVariables } from '../limits/variable-limits.ts';
import type { Scope } from '../request/scope.ts';
import type { AuthorizationSettings, Grant } from './authorization/authorization.ts';
import { Authorization, everything } from './authorization/authorization.ts';
import type { PolicyChecks } from './authorization/policies.ts';

export interface ProtectionSettings {
  readonly limits: OperationLimits;
  readonly authorization: AuthorizationSettings;
  /** The checks of policies, by their names in @policy. @default none: no policy holds */
  readonly policies?: PolicyChecks | undefined;
}

/** What stands between a validated operation and its plan. */
export class Protection {
  readonly #settings: ProtectionSettings;
  readonly #authorization: Authorization | undefined;

  constructor(loaded: LoadedSupergraph, settings: ProtectionSettings) {
    this.#settings = settings;
    this.#authorization = Authorization.over(loaded, settings.policies ?? {}, settings.authorization);
  }

  /** Throws a GraphQLError when the variables, not coerced yet, are larger than allowed. */
  measure(variables: object): void {
    const refused = exceededVariables(variables, this.#settings.limits);
    if (refused !== undefined) throw refused;
  }

  /**
   * Decides on an operation under its variables, coerced: what of it may be run, or the answer that refuses it. Throws
   * a GraphQLError too.
   */
  async admit(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    values: Data,
    scope: Scope,
  ): Promise<Grant | ExecutionResult> {
    return (await this.#authorization?.grant(document, operation, values, scope)) ?? everything;
  }
}
