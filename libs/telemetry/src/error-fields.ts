import { stdSerializers } from 'pino';

/**
 * An error as it is logged. The values of a failed statement are left out: they are what people wrote, hashes
 * of their passwords, their addresses. Its text stays.
 */
export function errorFields(error: Error) {
  const { params: _, ...fields } = stdSerializers.err(error);
  const values = valuesIn(error);
  const strip = (text: string) => values.reduce((rest, value) => rest.replaceAll(value, ''), text);
  return { ...fields, message: strip(fields.message), stack: strip(fields.stack) };
}

/** How drizzle writes the values into its message, for every failed statement along the chain of causes. */
function valuesIn(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'query' in error && 'params' in error ? [`\nparams: ${error.params}`] : [];
  return [...own, ...valuesIn(error.cause)];
}
