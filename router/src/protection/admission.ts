import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { getOperationAST } from 'graphql';
import type { Data } from '../engine/data.ts';
import type { Projection } from '../engine/project/projection.ts';
import type { Grant } from './authorization/authorization.ts';
import { base } from './demand/demand.ts';
import type { SelectedField } from './selected-field.ts';

/** How an operation may be run. */
export interface Admission {
  /** What of it, or of a part of it, is run. */
  permitted(document: DocumentNode, operationName: string | undefined): PermittedPart;
  /** To be called once it has run. Answers what the response tells of it (`extensions`), if anything. */
  settle(): Record<string, unknown> | undefined;
}

/** What is run in place of a document, and how. */
export interface Permitted {
  readonly document: DocumentNode;
  /** The answer's shape, where it is not that of the document. */
  readonly projection?: ((values: Data) => Projection) | undefined;
  readonly oversight?: Oversight | undefined;
}

/** The same, with whether anything of the document is kept from the client. */
export interface PermittedPart extends Permitted {
  readonly restricts: boolean;
}

/** What watches a run. */
export interface Oversight {
  /** Told with the answer. */
  readonly errors: readonly GraphQLError[];
  /** Looks through what was fetched before the answer is made of it, and takes out what the client may not see. */
  fetched(root: Data): void;
}

interface Parts {
  readonly grant: Grant;
  readonly operation: OperationDefinitionNode;
  readonly values: Data;
  readonly estimated: number;
  readonly maxCost: number;
  /** Whether the client is told what it costs. */
  readonly told: boolean | undefined;
  /** Measures what was fetched for these fields; undefined: nobody wants to know. */
  readonly measure: ((fields: readonly SelectedField[], root: Data) => number) | undefined;
  fieldsOf(document: DocumentNode, operation: OperationDefinitionNode): readonly SelectedField[];
  /** Told what the operation has cost. */
  settle(actual: number): void;
}

export function admission(parts: Parts): Admission {
  const { grant, operation, estimated, maxCost, told, measure, fieldsOf } = parts;
  let actual = base(operation);
  return {
    permitted(document, operationName) {
      const granted = grant(document, operationName);
      const restricts = granted.document !== document || granted.oversight !== undefined;
      const permitted = { ...granted, restricts };
      const node = measure && getOperationAST(document, operationName);
      if (!node) return permitted;
      const { oversight } = permitted;
      const fetched = (root: Data): void => {
        actual += measure(fieldsOf(document, node), root);
        oversight?.fetched(root);
      };
      return { ...permitted, oversight: { errors: oversight?.errors ?? [], fetched } };
    },
    settle() {
      if (measure === undefined) return undefined;
      parts.settle(actual);
      return told ? { cost: { estimated, actual, ...(maxCost > 0 && { limit: maxCost }) } } : undefined;
    },
  };
}
