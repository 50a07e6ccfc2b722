import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isCompositeType, Kind } from 'graphql';
import type { Data } from '../engine/data.ts';
import type { Condition } from '../engine/plan/condition.ts';
import { holds } from '../engine/plan/condition.ts';

/** A field that an operation selects somewhere: what resolves to one key of the answer, fragments unfolded. */
export interface SelectedField {
  /** The key in the answer. */
  readonly name: string;
  /** The type it is selected on. */
  readonly parent: GraphQLCompositeType;
  /** Its definition; undefined for `__typename` and introspection. */
  readonly field: GraphQLField<unknown, unknown> | undefined;
  readonly node: FieldNode;
  /** It is selected when all of one of these hold: of @skip and @include, its own and those around it. */
  readonly when: (readonly Condition[])[];
  readonly inside: readonly SelectedField[];
}

/** Whether the field is selected under these variables, coerced. */
export function isSelected({ when }: SelectedField, values: Data): boolean {
  return when.some((conditions) => holds(conditions, values));
}

/**
 * The root fields of a validated operation, with all that is in them. As many as the operation has fields: the limits
 * bound them. Fields of one name on one type are one.
 */
export function selectedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly SelectedField[] {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const root = schema.getRootType(operation.operation);
  return root ? collect({ schema, fragments }, root, [{ set: operation.selectionSet, when: [] }]) : [];
}

/** How many there are, with all that is in them. */
export function countFields(fields: readonly SelectedField[]): number {
  return fields.reduce((count, { inside }) => count + 1 + countFields(inside), 0);
}

interface Context {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Selections, and the conditions around them. */
interface Guarded {
  readonly set: SelectionSetNode;
  readonly when: readonly Condition[];
}

interface Found {
  readonly parent: GraphQLCompositeType;
  readonly node: FieldNode;
  readonly when: (readonly Condition[])[];
  readonly sets: Guarded[];
}

function collect(
  context: Context,
  type: GraphQLCompositeType,
  selections: readonly Guarded[],
): SelectedField[] {
  const found = new Map<string, Found>();
  for (const { set, when } of selections) gather(context, type, set, when, found);
  return [...found.values()].map(({ parent, node, when, sets }) => {
    const name = (node.alias ?? node.name).value;
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    const named = field && getNamedType(field.type);
    const inside = isCompositeType(named) ? collect(context, named, sets) : [];
    return { name, parent, field, node, when, inside };
  });
}

function gather(
  context: Context,
  type: GraphQLCompositeType,
  { selections }: SelectionSetNode,
  around: readonly Condition[],
  found: Map<string, Found>,
): void {
  for (const selection of selections) {
    const own = conditionsOf(selection);
    if (own === 'never') continue;
    const when = own.length === 0 ? around : [...around, ...own];
    if (selection.kind === Kind.FIELD) {
      const key = `${type.name}.${(selection.alias ?? selection.name).value}`;
      const known = found.get(key) ?? { parent: type, node: selection, when: [], sets: [] };
      found.set(key, known);
      known.when.push(when);
      if (selection.selectionSet) known.sets.push({ set: selection.selectionSet, when });
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition && context.schema.getType(fragment.typeCondition.name.value);
    gather(context, isCompositeType(condition) ? condition : type, fragment.selectionSet, when, found);
  }
}

/** What variables must be for a selection to count; never: it is switched off by a constant. */
function conditionsOf({ directives = [] }: SelectionNode): Condition[] | 'never' {
  const conditions: Condition[] = [];
  for (const { name, arguments: [condition] = [] } of directives) {
    if (condition === undefined || (name.value !== 'skip' && name.value !== 'include')) continue;
    const is = name.value === 'include';
    const { value } = condition;
    if (value.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, is });
    else if (value.kind === Kind.BOOLEAN && value.value !== is) return 'never';
  }
  return conditions;
}
