import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Data } from '../../engine/data.ts';
import type { TypesUnder } from '../../engine/plan/types.ts';
import { typesUnder } from '../../engine/plan/types.ts';
import type { Projection } from '../../engine/project/projection.ts';
import { projections } from '../../engine/project/projection.ts';
import type { ServedSupergraph } from '../../engine/served-supergraph.ts';
import type { Scope } from '../../request/scope.ts';
import type { Permitted } from '../admission.ts';
import type { SelectedField } from '../selected-field.ts';
import { isSelected } from '../selected-field.ts';
import type { RequirementsOf } from './field-requirements.ts';
import { fieldRequirements } from './field-requirements.ts';
import type { PolicyChecks } from './policies.ts';
import { heldPolicies } from './policies.ts';
import type { Holder, Requirement } from './requirement.ts';
import { isMet } from './requirement.ts';
import type { IsKept } from './restriction.ts';
import { conceal, refusals, restricted, unauthorized } from './restriction.ts';

/** What whoever asks may have of an operation; of a part of it too. */
export type Grant = (document: DocumentNode, operationName: string | undefined) => Permitted;

/** The answer to an operation that is not run. */
export interface Refused {
  readonly data: null;
  readonly errors: readonly GraphQLError[];
}

/** Everything. */
export const everything: Grant = (document) => ({ document });

/** Finds the fields of an operation, as `selectedFields` does. */
type FieldsOf = (document: DocumentNode, operation: OperationDefinitionNode) => readonly SelectedField[];

/** An operation's fields and all that they require, each once. */
interface Compiled {
  readonly fields: readonly SelectedField[];
  readonly requirements: readonly Requirement[];
  readonly projection: (values: Data) => Projection;
  /** The document, by which of the requirements are not met. */
  readonly left: LRUCache<string, DocumentNode>;
}

/** Most forms of one operation that are kept, for people who may see different parts of it. */
const maxForms = 16;

export interface AuthorizationSettings {
  /** Whether an operation is refused whole as soon as it asks for anything that is kept from the client. */
  readonly rejectUnauthorized: boolean;
}

/**
 * Enforces @authenticated, @requiresScopes and @policy, as the second layer after the subgraphs: fields that are kept
 * from whoever asks are not fetched, null in the answer, and told of in an error each.
 */
export class Authorization {
  readonly #loaded: ServedSupergraph;
  readonly #requirementsOf: RequirementsOf;
  readonly #under: TypesUnder;
  readonly #policies: PolicyChecks;
  readonly #settings: AuthorizationSettings;
  readonly #fieldsOf: FieldsOf;
  readonly #compiled = new WeakMap<readonly SelectedField[], Compiled>();

  private constructor(
    loaded: ServedSupergraph,
    requirementsOf: RequirementsOf,
    fieldsOf: FieldsOf,
    policies: PolicyChecks,
    settings: AuthorizationSettings,
  ) {
    this.#fieldsOf = fieldsOf;
    this.#loaded = loaded;
    this.#requirementsOf = requirementsOf;
    this.#under = typesUnder(loaded.wholeSchema);
    this.#policies = policies;
    this.#settings = settings;
  }

  /** Undefined: nothing in the supergraph asks for it. */
  static over(
    loaded: ServedSupergraph,
    fieldsOf: FieldsOf,
    policies: PolicyChecks,
    settings: AuthorizationSettings,
  ): Authorization | undefined {
    const requirementsOf = fieldRequirements(loaded);
    return requirementsOf && new Authorization(loaded, requirementsOf, fieldsOf, policies, settings);
  }

  /**
   * What the scope's subject may have of an operation, under these variables, coerced. The refusals, when that is
   * nothing at all, or too little by the settings.
   */
  async grant(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    values: Data,
    scope: Scope,
  ): Promise<Grant | Refused> {
    const { requirements, fields } = this.#compile(document, operation);
    if (requirements.length === 0) return everything;
    const holder = {
      subject: scope.subject,
      policies: await heldPolicies(requirements, this.#policies, scope),
    };
    if (requirements.every((each) => isMet(each, holder))) return everything;
    const isKept = this.#isKept(holder);
    const left = fields.some(
      (each) => isSelected(each, values) && !isKept(each.parent.name, each.node.name.value),
    );
    const refused = refusals(fields, isKept, values);
    if (refused.length > 0 && (!left || this.#settings.rejectUnauthorized))
      return { data: null, errors: refused };
    return (part, operationName) => this.#permitted(part, operationName, holder, isKept, values);
  }

  #permitted(
    document: DocumentNode,
    operationName: string | undefined,
    holder: Holder,
    isKept: IsKept,
    values: Data,
  ): Permitted {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw unauthorized();
    const { requirements, fields, projection, left } = this.#compile(document, operation);
    const unmet = requirements.map((each) => (isMet(each, holder) ? '1' : '0')).join('');
    const form = left.get(unmet) ?? restricted(this.#loaded.clientSchema, document, isKept);
    left.set(unmet, form);
    return {
      document: form,
      projection,
      oversight: {
        errors: refusals(fields, isKept, values),
        fetched: (root) => conceal(root, fields, isKept, this.#under),
      },
    };
  }

  #isKept(holder: Holder): IsKept {
    return (type, field) => !this.#requirementsOf(type, field).every((each) => isMet(each, holder));
  }

  #compile(document: DocumentNode, operation: OperationDefinitionNode): Compiled {
    const fields = this.#fieldsOf(document, operation);
    const known = this.#compiled.get(fields);
    if (known !== undefined) return known;
    const { clientSchema } = this.#loaded;
    const fresh = {
      fields,
      requirements: [...new Set(this.#requirementsIn(fields))],
      projection: projections(clientSchema, document, operation),
      left: new LRUCache<string, DocumentNode>({ max: maxForms }),
    };
    this.#compiled.set(fields, fresh);
    return fresh;
  }

  #requirementsIn(fields: readonly SelectedField[]): Requirement[] {
    return fields.flatMap(({ parent, node, inside }) => [
      ...this.#requirementsOf(parent.name, node.name.value),
      ...this.#requirementsIn(inside),
    ]);
  }
}
