import type { Environment } from '../define-subgraph.ts';

/**
 * Settings with the numbers that the environment gives in their place: `maxBodyBytes` is set by `MAX_BODY_BYTES`,
 * after the prefix. What is not a whole number, 0 or greater, is added to `problems`.
 */
export function overridden<Settings extends object>(
  defaults: Settings,
  environment: Environment,
  prefix: string,
  problems: string[],
): Settings {
  const entries = Object.entries(defaults).map(([name, value]) => {
    const variable = variableOf(prefix, name);
    const text = environment[variable];
    if (typeof value !== 'number' || text === undefined) return [name, value];
    if (!/^\d{1,15}$/.test(text)) problems.push(`${variable} must be a whole number`);
    return [name, Number(text)];
  });
  return Object.fromEntries(entries) as Settings;
}

/** The environment variable that sets a setting. */
export function variableOf(prefix: string, name: string): string {
  return `${prefix}${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
