import type { ASTNode, DirectiveNode, DocumentNode, OperationDefinitionNode } from 'graphql';
import { Kind, OperationTypeNode, visit } from 'graphql';
import { requestError } from '../../request/errors.ts';
import type { Data } from '../data.ts';

/** Most parts of one operation that may be deferred. */
const maxDefers = 32;

/** Most forms of one document that are kept: one for each setting of its conditions. */
const maxForms = 16;

const known = new WeakMap<DocumentNode, boolean>();
const forms = new WeakMap<DocumentNode, Map<string, DocumentNode>>();

/** Whether a document holds a `@defer`. */
export function hasDefer(document: DocumentNode): boolean {
  let has = known.get(document);
  if (has === undefined) {
    has = false;
    visit(document, {
      Directive({ name }) {
        if (name.value === 'defer') has = true;
      },
    });
    known.set(document, has);
  }
  return has;
}

/** The document without any `@defer`: it is answered in one piece. */
export function withoutDefer(document: DocumentNode): DocumentNode {
  return hasDefer(document) ? form(document, 'none', () => undefined) : document;
}

/**
 * The document with those `@defer` that hold under these variables, coerced, and no others; their conditions are gone.
 * Throws a GraphQLError for those that cannot be told apart, and for too many.
 */
export function settledDefers(
  document: DocumentNode,
  node: OperationDefinitionNode,
  values: Data,
): DocumentNode {
  if (!hasDefer(document)) return document;
  check(document, node);
  const names = conditionsOf(document);
  const setting = names.map((name) => (values[name] === false ? '0' : '1')).join('');
  return form(document, `= ${setting}`, (directive) =>
    isOn(directive, values) ? unconditional(directive) : undefined,
  );
}

/** The document without what is deferred: the part that is answered first. */
export function withoutDeferred(document: DocumentNode): DocumentNode {
  const drop = ({ directives = [] }: { directives?: readonly DirectiveNode[] | undefined }) =>
    directives.some(isDefer) ? null : undefined;
  return visit(document, { InlineFragment: drop, FragmentSpread: drop });
}

function form(
  document: DocumentNode,
  setting: string,
  change: (directive: DirectiveNode) => DirectiveNode | undefined,
): DocumentNode {
  const kept = forms.get(document) ?? new Map<string, DocumentNode>();
  forms.set(document, kept);
  let made = kept.get(setting);
  if (made === undefined) {
    made = visit(document, {
      Directive: (directive) => (isDefer(directive) ? (change(directive) ?? null) : undefined),
    });
    if (kept.size >= maxForms) kept.clear();
    kept.set(setting, made);
  }
  return made;
}

function check(document: DocumentNode, { operation }: OperationDefinitionNode): void {
  const labels = new Set<string>();
  let count = 0;
  visit(document, {
    Directive(directive, _key, _parent, _path, ancestors) {
      if (!isDefer(directive)) return;
      count += 1;
      if (operation === OperationTypeNode.MUTATION && !isInField(ancestors))
        throw invalid('Fields of the mutation itself cannot be deferred.');
      const label = argumentOf(directive, 'label');
      if (label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) throw invalid('The label of @defer must be a text, no variable.');
      if (labels.has(label.value)) throw invalid('Labels of @defer must differ.');
      labels.add(label.value);
    },
  });
  if (count > maxDefers)
    throw requestError('OPERATION_TOO_LARGE', `An operation may defer ${maxDefers} parts.`, 400);
}

/** A fragment's definition may be spread anywhere. */
function isInField(ancestors: readonly (ASTNode | readonly ASTNode[])[]): boolean {
  return ancestors.some(
    (each) => 'kind' in each && (each.kind === Kind.FIELD || each.kind === Kind.FRAGMENT_DEFINITION),
  );
}

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(directive) {
      const condition = isDefer(directive) ? argumentOf(directive, 'if') : undefined;
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return [...names];
}

function isOn(directive: DirectiveNode, values: Data): boolean {
  const condition = argumentOf(directive, 'if');
  if (condition?.kind === Kind.VARIABLE) return values[condition.name.value] !== false;
  return !(condition?.kind === Kind.BOOLEAN && !condition.value);
}

function unconditional(directive: DirectiveNode): DirectiveNode {
  return { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== 'if') ?? [] };
}

function argumentOf({ arguments: all = [] }: DirectiveNode, name: string) {
  return all.find((argument) => argument.name.value === name)?.value;
}

function isDefer({ name }: DirectiveNode): boolean {
  return name.value === 'defer';
}

function invalid(message: string): Error {
  return requestError('GRAPHQL_VALIDATION_FAILED', message, 400);
}
