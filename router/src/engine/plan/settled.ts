import type { DirectiveNode, DocumentNode, SelectionNode, SelectionSetNode } from 'graphql';
import { Kind, visit } from 'graphql';

/**
 * Takes out what a literal in @skip or @include switches off, and the conditions that are settled so: the planner asks
 * for what stands in a fragment that is off.
 */
export function settled(document: DocumentNode): DocumentNode {
  if (!holdsLiteral(document)) return document;
  const leave = (node: SelectionNode): SelectionNode | null | undefined => {
    if (node.directives?.some(isOff)) return null;
    if (node.kind === Kind.INLINE_FRAGMENT && node.selectionSet.selections.length === 0) return null;
    const open = node.directives?.filter((directive) => literalOf(directive) === undefined) ?? [];
    return open.length === (node.directives?.length ?? 0) ? undefined : { ...node, directives: open };
  };
  return visit(document, {
    Field: { leave },
    InlineFragment: { leave },
    FragmentSpread: { leave },
    FragmentDefinition: { leave: notEmpty },
    OperationDefinition: { leave: notEmpty },
  });
}

/** Nothing may be left of it, but it cannot be left out. */
function notEmpty<N extends { readonly selectionSet: SelectionSetNode }>(node: N): N | undefined {
  if (node.selectionSet.selections.length > 0) return undefined;
  return { ...node, selectionSet: { ...node.selectionSet, selections: [typename] } };
}

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

function holdsLiteral(document: DocumentNode): boolean {
  let holds = false;
  visit(document, {
    Directive(directive) {
      if (literalOf(directive) !== undefined) holds = true;
    },
  });
  return holds;
}

function isOff(directive: DirectiveNode): boolean {
  return literalOf(directive) === (directive.name.value === 'skip');
}

/** A condition's value, if the document says it. */
function literalOf({ name, arguments: [condition] = [] }: DirectiveNode): boolean | undefined {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  return condition?.value.kind === Kind.BOOLEAN ? condition.value.value : undefined;
}
