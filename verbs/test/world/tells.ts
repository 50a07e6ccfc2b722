import { expect } from 'vitest';
import type { Answer, Person } from './person.ts';

/** The one value at the end of an answer's only way down. */
export function inside(answer: Answer): unknown {
  expect(answer.errors).toBeUndefined();
  let value: unknown = answer.data;
  while (typeof value === 'object' && value !== null && !Array.isArray(value)) [value] = Object.values(value);
  return value;
}
/** The one value that a query asks for. */
export const tells = async (person: Person, query: string, variables: object = {}) =>
  inside(await person.ask(query, variables));

/** The ids in one of the viewer's lists. */
export const ids = async (person: Person, list: string) =>
  ((await tells(person, `{ viewer { ${list} { nodes { id } } } }`)) as { id: string }[]).map(({ id }) => id);
