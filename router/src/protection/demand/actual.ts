import { getArgumentValues } from 'graphql';
import type { Data } from '../../engine/data.ts';
import { heldAs, isData, own } from '../../engine/data.ts';
import type { TypesUnder } from '../../engine/plan/types.ts';
import type { SelectedField } from '../selected-field.ts';
import type { WeightOf } from './weights.ts';

/** Adds up what was fetched. */
export function actualCost(
  root: Data,
  fields: readonly SelectedField[],
  values: Data,
  weightOf: WeightOf,
  under: TypesUnder,
): number {
  const ofObject = (object: Data, inside: readonly SelectedField[]): number => {
    const type = own(object, '__typename');
    let total = 0;
    const seen = new Set<string>();
    for (const { name, parent, field, node, inside: below } of inside) {
      const value = own(object, heldAs(name));
      if (field === undefined || value === null || value === undefined) continue;
      if (typeof type === 'string' && !under(parent.name).has(type)) continue;
      const { each, ofArguments } = weightOf(parent.name, field.name);
      // Selected on an interface and on a type, it is one value all the same.
      const first = !seen.has(name);
      seen.add(name);
      total += ofValue(value, first ? each : 0, below);
      if (first && ofArguments) total += ofArguments(getArgumentValues(field, node, values));
    }
    return total;
  };
  const ofValue = (value: unknown, each: number, below: readonly SelectedField[]): number => {
    if (Array.isArray(value)) {
      let total = 0;
      for (const entry of value) total += ofValue(entry, each, below);
      return total;
    }
    if (value === null) return 0;
    return each + (below.length > 0 && isData(value) ? ofObject(value, below) : 0);
  };
  return ofObject(root, fields);
}
