import type { DocumentNode, FieldNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { Kind, visit } from 'graphql';
import { requestError } from '../request/errors.ts';
import { foldSelections } from './fold-selections.ts';

/** How large an operation may be. Fragments count wherever they are spread. */
export interface OperationLimits {
  /** Tokens of the document. */
  maxTokens: number;
  /** Operations and fragments of the document: validating them takes more than linear time in their number. */
  maxDefinitions: number;
  /** Directives of the document. */
  maxDirectives: number;
  /** Levels of fields inside each other. */
  maxDepth: number;
  /** Fields with an alias. */
  maxAliases: number;
  /** Fields of the root type. */
  maxRootFields: number;
  /** Fields in all. */
  maxFields: number;
  /** Values in the variables: entries of lists and of objects, however deep. */
  maxVariableValues: number;
  /** Levels of lists and objects inside each other in the variables. */
  maxVariableDepth: number;
}

interface Rule {
  limit: 'maxDepth' | 'maxAliases' | 'maxRootFields' | 'maxFields';
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

/**
 * The first limit that the document, or an operation of it, exceeds. Takes time linear in the document's length times
 * its operations, whose number is limited first.
 */
export function exceededLimit(document: DocumentNode, limits: OperationLimits): GraphQLError | undefined {
  const { maxDefinitions, maxDirectives } = limits;
  const { length } = document.definitions;
  if (length > maxDefinitions)
    return exceeded(`A document may have ${maxDefinitions} definitions, not ${length}.`);
  const directives = directivesOf(document);
  if (directives > maxDirectives)
    return exceeded(`A document may have ${maxDirectives} directives, not ${directives}.`);
  for (const { limit, what, weigh, join } of rules) {
    for (const operation of document.definitions.filter(isOperation)) {
      const size = foldSelections(document, operation.selectionSet, weigh, join);
      if (size > limits[limit])
        return exceeded(`An operation may have ${limits[limit]} ${what}, not ${size}.`);
    }
  }
  return undefined;
}

/** What is larger than allowed, told to the client. */
export function exceeded(message: string): GraphQLError {
  return requestError('OPERATION_TOO_LARGE', message, 400);
}

function directivesOf(document: DocumentNode): number {
  let directives = 0;
  visit(document, {
    Directive() {
      directives += 1;
    },
  });
  return directives;
}

function isOperation(definition: { kind: string }): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}
