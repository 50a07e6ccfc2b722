import type { Log } from '@ursa/telemetry';
import type { RouterSettings } from '../settings.ts';
import type { Generation } from './generation.ts';

/**
 * Warns of names in the settings that a supergraph does not know: they are misspelt, or another supergraph's. Refusing them
 * would keep one from serving that comes with, or without, what they name.
 */
export function warnOfUnknownNames(
  { engine, subgraphs }: Pick<Generation, 'engine' | 'subgraphs'>,
  { publicSubgraphs, publicStreams }: RouterSettings,
  log: Log,
): void {
  const warn = (named: readonly string[], known: readonly string[], message: string): void => {
    const unknown = named.filter((name) => !known.includes(name));
    if (unknown.length > 0) log.warn({ unknown, known }, message);
  };
  const streams = Object.keys(engine.schema.getSubscriptionType()?.getFields() ?? {});
  const names = subgraphs.map(({ name }) => name);
  warn(publicSubgraphs, names, 'Subgraphs are declared public that the supergraph does not have');
  warn(publicStreams, streams, 'Streams are declared public that the supergraph does not have');
}
