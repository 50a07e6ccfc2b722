import type { GraphQLNamedType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { getNamedType, isInterfaceType, Kind, parse } from 'graphql';
import type { ServedSupergraph } from '../../engine/served-supergraph.ts';
import type { Described, UsesOf } from '../spec-directives.ts';
import { specDirective, usesOf } from '../spec-directives.ts';
import type { Alternatives, Requirement } from './requirement.ts';

/** What it takes to read a field, by its name and that of the type it is selected on. Equal requirements are one object. */
export type RequirementsOf = (type: string, field: string) => readonly Requirement[];

/**
 * Reads @authenticated, @requiresScopes and @policy off the supergraph. Undefined: it has none of them.
 *
 * A field takes what it says itself, what the type says that it is selected on and what the type says that it gives;
 * on an interface, what any implementation says, for the answer may be of that one; and with @requires, what the fields
 * take that it is made of.
 */
export function fieldRequirements(loaded: ServedSupergraph): RequirementsOf | undefined {
  const specs = 'https://specs.apollo.dev';
  const authenticated = specDirective(loaded, `${specs}/authenticated`, 'authenticated');
  const scopes = specDirective(loaded, `${specs}/requiresScopes`, 'requiresScopes');
  const policy = specDirective(loaded, `${specs}/policy`, 'policy');
  if (!authenticated && !scopes && !policy) return undefined;

  const known = new Map<string, Requirement>();
  const one = (requirement: Requirement): Requirement => {
    const key = JSON.stringify(requirement);
    known.set(key, known.get(key) ?? requirement);
    return known.get(key) as Requirement;
  };
  const declared = (element: Described): Requirement[] => [
    ...(authenticated?.(element) ?? []).map(() => one({ kind: 'authenticated' })),
    ...alternatives(scopes, element, 'scopes').map((any) => one({ kind: 'scopes', any })),
    ...alternatives(policy, element, 'policies').map((any) => one({ kind: 'policies', any })),
  ];
  return withRequires(loaded.wholeSchema, declared);
}

function alternatives(uses: UsesOf | undefined, element: Described, argument: string): Alternatives[] {
  return (uses?.(element) ?? []).map((args) => args[argument] as Alternatives);
}

function withRequires(
  schema: GraphQLSchema,
  declared: (element: Described) => Requirement[],
): RequirementsOf {
  const joined = usesOf('join__field');
  const known = new Map<string, readonly Requirement[]>();

  const find: RequirementsOf = (type, field) => {
    const key = `${type}.${field}`;
    let requirements = known.get(key);
    if (requirements === undefined) {
      // Fields may require each other in a circle.
      known.set(key, []);
      requirements = [...new Set(ofField(schema.getType(type), field))];
      known.set(key, requirements);
    }
    return requirements;
  };
  const ofField = (type: GraphQLNamedType | undefined, name: string): Requirement[] => {
    if (type === undefined) return [];
    const field = 'getFields' in type ? type.getFields()[name] : undefined;
    // `__typename` says of a thing that it is there, and cannot be null.
    if (field === undefined || !('args' in field)) return [];
    const gives = getNamedType(field.type);
    const made = joined(field).flatMap(({ requires }) =>
      typeof requires === 'string' ? inSelection(type, selectionOf(requires)) : [],
    );
    const implementations = isInterfaceType(type)
      ? Object.values(schema.getImplementations(type)).flat()
      : [];
    // Of an interface object's field its owner says what it takes on the interface.
    const isOfInterface = joined(field).some((use) => Object.keys(use).length === 0);
    const interfaces = isOfInterface && 'getInterfaces' in type ? type.getInterfaces() : [];
    return [
      ...declared(field),
      ...interfaces.flatMap((each) => declared(each.getFields()[name] ?? {})),
      ...declared(type),
      ...declared(gives),
      ...made,
      ...implementations.flatMap((each) => find(each.name, name)),
    ];
  };
  const inSelection = (type: GraphQLNamedType, { selections }: SelectionSetNode): Requirement[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        return inSelection(condition ?? type, selection.selectionSet);
      }
      const field = 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
      const inside = field && selection.selectionSet;
      return [
        ...find(type.name, selection.name.value),
        ...(inside ? inSelection(getNamedType(field.type), inside) : []),
      ];
    });
  return find;
}

function selectionOf(fieldSet: string): SelectionSetNode {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A field set is no selection.');
  return definition.selectionSet;
}
