import type {
  DocumentNode,
  FieldNode,
  GraphQLCompositeType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { doTypesOverlap, getNamedType, isCompositeType, Kind } from 'graphql';
import { fragmentIn } from '../plan/selected.ts';

/** In a planner's path: only objects of this type. */
export const typeCondition = '... on ';

/** Selections, and the type of the objects that they are made on. */
interface Place {
  readonly type: GraphQLCompositeType;
  readonly selectionSets: readonly SelectionSetNode[];
}

/** The type of the objects at a planner's path: response names, and conditions on types. Throws when there is none. */
export function typeAt(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  path: readonly string[],
): GraphQLCompositeType {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`There is no ${operation.operation}.`);
  let place: Place = { type: root, selectionSets: [operation.selectionSet] };
  for (const element of path) place = below(schema, document, place, element);
  return place.type;
}

function below(schema: GraphQLSchema, document: DocumentNode, place: Place, element: string): Place {
  if (element.startsWith(typeCondition)) {
    const type = schema.getType(element.slice(typeCondition.length));
    return isCompositeType(type) ? { ...place, type } : place;
  }
  const found: { field: FieldNode; on: GraphQLCompositeType }[] = [];
  const collect = (on: GraphQLCompositeType, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if ((selection.alias ?? selection.name).value === element) found.push({ field: selection, on });
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentIn(document, selection.name.value);
      const condition = schema.getType(fragment?.typeCondition?.name.value ?? on.name);
      if (
        fragment !== undefined &&
        isCompositeType(condition) &&
        doTypesOverlap(schema, condition, place.type)
      )
        collect(condition, fragment.selectionSet);
    }
  };
  for (const selectionSet of place.selectionSets) collect(place.type, selectionSet);
  const [first] = found;
  const fields = first && 'getFields' in first.on ? first.on.getFields() : {};
  const type = getNamedType(fields[first?.field.name.value ?? '']?.type);
  if (!isCompositeType(type)) throw new Error(`Nothing is selected at "${element}".`);
  return { type, selectionSets: found.flatMap(({ field }) => field.selectionSet ?? []) };
}
