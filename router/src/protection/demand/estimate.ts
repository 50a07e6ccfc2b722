import { getArgumentValues, visit } from 'graphql';
import type { Data } from '../../engine/data.ts';
import { listsIn } from '../../engine/lists-in.ts';
import type { SelectedField } from '../selected-field.ts';
import { isSelected } from '../selected-field.ts';
import type { FieldWeight, WeightOf } from './weights.ts';

/** A number under an operation's variables, coerced. Throws a GraphQLError where they leave out what it needs. */
export type Estimate = (values: Data) => number;

/** Adds up what is selected, once for each value that it will have. */
export function estimateOf(fields: readonly SelectedField[], weightOf: WeightOf, count: Count): Estimate {
  const estimate = sum(fields.map((field) => compile(field, weightOf, count, undefined)));
  return typeof estimate === 'number' ? () => estimate : estimate;
}

/** What each value of a field counts, and what its resolving does once, however many values come of it. */
export type Count = (
  field: SelectedField,
  weight: FieldWeight,
) => { each: number; calls?: number; ofArguments?: boolean };

/** Its cost. */
export const cost: Count = (_, { each }) => ({ each, ofArguments: true });

/** A part that needs no variables is a number already. */
type Part = number | Estimate;

function compile(selected: SelectedField, weightOf: WeightOf, count: Count, given: Part | undefined): Part {
  const { parent, field, node, inside, when } = selected;
  if (field === undefined) return 0;
  const weight = weightOf(parent.name, field.name);
  const { each, calls = 0, ofArguments = false } = count(selected, weight);
  const { size } = weight;
  const argued = (read: (args: Data) => number): Part =>
    hasVariables(selected)
      ? (values) => read(getArgumentValues(field, node, values))
      : read(getArgumentValues(field, node, {}));
  const entries = size && (size.varies ? argued(size.of) : size.of({}));
  const sized = new Set(size?.sizedFields);
  const below = inside.map((child) =>
    compile(child, weightOf, count, sized.has(child.node.name.value) ? entries : undefined),
  );
  const isList = listsIn(field.type) > 0;
  const times = isList ? (given ?? (size?.sizedFields ? undefined : entries) ?? 1) : 1;
  const value = sum([each, ...below]);
  const ofArgs = ofArguments && weight.ofArguments ? argued(weight.ofArguments) : 0;
  const total = sum([calls, product(times, value), ofArgs]);
  if (total === 0 || when.some((conditions) => conditions.length === 0)) return total;
  return (values) => (isSelected(selected, values) ? under(total, values) : 0);
}

function hasVariables({ node }: SelectedField): boolean {
  let has = false;
  const Variable = (): void => {
    has = true;
  };
  for (const argument of node.arguments ?? []) visit(argument, { Variable });
  return has;
}

function under(part: Part, values: Data): number {
  return typeof part === 'number' ? part : part(values);
}

function sum(parts: readonly Part[]): Part {
  const constant = parts.reduce<number>((total, part) => total + (typeof part === 'number' ? part : 0), 0);
  const varying = parts.filter((part) => typeof part === 'function');
  if (varying.length === 0) return constant;
  return (values) => varying.reduce((total, part) => total + part(values), constant);
}

function product(times: Part, part: Part): Part {
  if (typeof times === 'number' && typeof part === 'number') return times * part;
  return (values) => under(times, values) * under(part, values);
}
