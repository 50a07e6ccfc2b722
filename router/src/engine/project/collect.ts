import type {
  DirectiveNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { isAbstractType, isCompositeType, Kind } from 'graphql';

/** What a projection is compiled of. */
export interface Selected {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The operation's variables, coerced: those in @skip and @include count. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The fields to answer for an object of a type, by response name (GraphQL specification §6.3.2). Undefined when of
 * the object only an interface is known, and what is selected depends on more.
 */
export function collectFields(
  selected: Selected,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> | undefined {
  let known = true;
  const enter = (condition: string | undefined, selectionSet: SelectionSetNode): void => {
    if (applies(selected.schema, condition, type)) collect(selectionSet);
    else if (isAbstractType(type) && selectsAnything(selected, selectionSet)) known = false;
  };
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection.directives, selected.values)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const alike = fields.get(name);
        if (alike === undefined) fields.set(name, [selection]);
        else alike.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        enter(condition, selection.selectionSet);
      } else {
        const name = selection.name.value;
        const fragment = selected.fragments.get(name);
        if (fragment === undefined || seen.has(name)) continue;
        seen.add(name);
        enter(fragment.typeCondition.name.value, fragment.selectionSet);
      }
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet);
  return known ? fields : undefined;
}

/** Whether any field is left of it when what is switched off is taken out. */
function selectsAnything(selected: Selected, { selections }: SelectionSetNode): boolean {
  return selections.some((selection) => {
    if (!isIncluded(selection.directives, selected.values)) return false;
    if (selection.kind === Kind.FIELD) return true;
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : selected.fragments.get(selection.name.value);
    return inner !== undefined && selectsAnything(selected, inner.selectionSet);
  });
}

function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  values: Readonly<Record<string, unknown>>,
): boolean {
  for (const { name, arguments: [condition] = [] } of directives ?? []) {
    if (condition === undefined || (name.value !== 'skip' && name.value !== 'include')) continue;
    const { value } = condition;
    const is = value.kind === Kind.VARIABLE ? values[value.name.value] : 'value' in value && value.value;
    if ((is === true) === (name.value === 'skip')) return false;
  }
  return true;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  if (!isCompositeType(wanted) || !isAbstractType(wanted) || !('getInterfaces' in type)) return false;
  return schema.isSubType(wanted, type);
}
