import { beginTraced, isTracing } from '@ursa/telemetry';

/** Longest statement told in a trace, in characters. */
const maxLength = 1_000;

/** Sends a statement as a piece of the trace, if there is one. Its values are told to nobody. */
export function tracedStatement(
  text: string,
  args: readonly unknown[],
  send: (args: readonly unknown[]) => unknown,
): unknown {
  if (!isTracing()) return send(args);
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  const end = beginTraced({
    name: operation,
    kind: 'client',
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, maxLength) },
  });
  if (end === undefined) return send(args);
  const callback = args.at(-1);
  if (typeof callback === 'function') {
    const told = (...result: unknown[]): void => {
      end(result[0]);
      Reflect.apply(callback, undefined, result);
    };
    return send([...args.slice(0, -1), told]);
  }
  const sent = send(args);
  if (sent instanceof Promise) sent.then(() => end(), end);
  else end();
  return sent;
}
