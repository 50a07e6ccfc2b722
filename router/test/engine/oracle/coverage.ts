import type { DocumentNode } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Subject } from './subject.ts';

/** What is counted. */
export const features = [
  ...[
    'abstract types',
    '@requires',
    '@provides',
    'nulls',
    'failing fields',
    'failing subgraphs',
    'lists of lists',
  ],
  ...[
    'aliases',
    'arguments',
    'variables',
    '@skip and @include',
    'named fragments',
    '__typename',
    'several fetches',
  ],
] as const;

/** What an operation holds that is worth counting. */
export function featuresOf(subject: Subject, document: DocumentNode): Set<string> {
  const features = new Set<string>();
  const { clientSchema } = subject.loaded;
  const typeInfo = new TypeInfo(clientSchema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      OperationDefinition: ({ variableDefinitions = [] }) => {
        if (variableDefinitions.length > 0) features.add('variables');
      },
      FragmentSpread: () => void features.add('named fragments'),
      Directive: () => void features.add('@skip and @include'),
      Field({ name, alias, arguments: args = [] }) {
        const field = `${typeInfo.getParentType()?.name}.${name.value}`;
        if (alias) features.add('aliases');
        if (args.length > 0) features.add('arguments');
        if (name.value === '__typename') features.add('__typename');
        if (subject.requires.has(field)) features.add('@requires');
        if (subject.provides.has(field)) features.add('@provides');
        const type = typeInfo.getType();
        if (isAbstractType(getNamedType(type))) features.add('abstract types');
        const list = getNullableType(type);
        if (isListType(list) && isListType(getNullableType(list.ofType))) features.add('lists of lists');
      },
    }),
  );
  return features;
}

export function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value as object).some(holdsNull);
}

/** How often each feature occurred. */
export class Coverage {
  readonly #counts = new Map<string, number>();
  cases = 0;

  add(features: Iterable<string>): void {
    this.cases += 1;
    for (const feature of features) this.#counts.set(feature, (this.#counts.get(feature) ?? 0) + 1);
  }

  /** Parts of all cases, by feature. */
  get parts(): Map<string, number> {
    return new Map([...this.#counts].sort().map(([feature, count]) => [feature, count / this.cases]));
  }

  toString(): string {
    const parts = [...this.parts].map(([feature, part]) => `${feature} ${Math.round(part * 100)} %`);
    return parts.join(', ');
  }
}
