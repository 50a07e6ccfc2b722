import type { DocumentNode, FieldNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import { requestError } from '../request/errors.ts';
import { foldSelections } from './fold-selections.ts';

/** How large an operation may be. Fragments count wherever they are spread. */
export interface OperationLimits {
  /** Tokens of the document. */
  maxTokens: number;
  /** Levels of fields inside each other. */
  maxDepth: number;
  /** Fields with an alias. */
  maxAliases: number;
  /** Fields of the root type. */
  maxRootFields: number;
  /** Fields in all. */
  maxFields: number;
}

interface Rule {
  limit: Exclude<keyof OperationLimits, 'maxTokens'>;
  what: string;
  /** A field's own weight, from that of the fields inside it. */
  weigh(field: FieldNode, inside: number): number;
  join(a: number, b: number): number;
}

const add = (a: number, b: number): number => a + b;

const rules: readonly Rule[] = [
  { limit: 'maxDepth', what: 'levels', weigh: (_, inside) => 1 + inside, join: Math.max },
  { limit: 'maxAliases', what: 'aliases', weigh: ({ alias }, inside) => (alias ? 1 : 0) + inside, join: add },
  { limit: 'maxRootFields', what: 'root fields', weigh: () => 1, join: add },
  { limit: 'maxFields', what: 'fields', weigh: (_, inside) => 1 + inside, join: add },
];

/** The first limit that an operation of the document exceeds. Takes time linear in the document's length. */
export function exceededLimit(document: DocumentNode, limits: OperationLimits): GraphQLError | undefined {
  for (const { limit, what, weigh, join } of rules) {
    for (const operation of document.definitions.filter(isOperation)) {
      const size = foldSelections(document, operation.selectionSet, weigh, join);
      if (size > limits[limit]) {
        return requestError(
          'OPERATION_TOO_LARGE',
          `An operation may have ${limits[limit]} ${what}, not ${size}.`,
          400,
        );
      }
    }
  }
  return undefined;
}

function isOperation(definition: { kind: string }): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}
