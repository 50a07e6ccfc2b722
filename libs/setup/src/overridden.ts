import type { Environment } from './environment.ts';

/**
 * Settings with the numbers and flags that the environment gives in their place: `limits.maxDepth` is set by
 * `LIMITS_MAX_DEPTH`, after the prefix. What is neither a whole number, 0 or greater, nor a flag is added to `problems`.
 */
export function overridden<Settings extends object>(
  defaults: Settings,
  environment: Environment,
  prefix: string,
  problems: string[],
): Settings {
  const entries = Object.entries(defaults).map(([name, value]: [string, unknown]) => {
    const variable = prefix + variableOf(name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return [name, overridden(value, environment, `${variable}_`, problems)];
    }
    const text = environment[variable];
    if (text === undefined) return [name, value];
    if (typeof value === 'boolean') {
      if (text !== 'true' && text !== 'false') problems.push(`${variable} must be true or false`);
      return [name, text === 'true'];
    }
    if (typeof value !== 'number') return [name, value];
    if (!/^\d{1,15}$/.test(text)) problems.push(`${variable} must be a whole number`);
    return [name, Number(text)];
  });
  return Object.fromEntries(entries) as Settings;
}

/** A name as a variable: `maxBodyBytes` as `MAX_BODY_BYTES`. */
export function variableOf(name: string): string {
  return name
    .replace(/-/g, '_')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase();
}
