/** An object of a subgraph's answer, or of what is gathered from several. */
export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value an object has of its own: clients choose response names, `constructor` and `__proto__` among them.
 * Answers hold no functions, so that what is none is no method of a prototype either.
 */
export function own(object: Data, key: string): unknown {
  const value = object[key];
  if (typeof value !== 'function' && key !== '__proto__') return value;
  return Object.hasOwn(object, key) ? value : undefined;
}

/** Sets a value of the object's own, whatever its name. */
export function setOwn(object: Data, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}

/** The key under which an object holds what the client calls so: `__typename` always tells of what type it is. */
export function heldAs(name: string): string {
  return name === '__typename' ? ' __typename' : name;
}
