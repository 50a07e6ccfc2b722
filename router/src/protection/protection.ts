import type { OperationLimits } from '../limits/operation-limits.ts';
import { exceededVariables } from '../limits/variable-limits.ts';

export interface ProtectionSettings {
  readonly limits: OperationLimits;
}

/** What stands between a validated operation and its plan. */
export class Protection {
  readonly #settings: ProtectionSettings;

  constructor(settings: ProtectionSettings) {
    this.#settings = settings;
  }

  /** Throws a GraphQLError when the variables, not coerced yet, are larger than allowed. */
  measure(variables: object): void {
    const refused = exceededVariables(variables, this.#settings.limits);
    if (refused !== undefined) throw refused;
  }
}
