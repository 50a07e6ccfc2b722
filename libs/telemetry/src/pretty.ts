import type { DestinationStream } from 'pino';

const colours: Record<string, number> = { trace: 90, debug: 36, info: 32, warn: 33, error: 31, fatal: 35 };

/** Turns pino's JSON lines into lines for people: `12:30:01.123 info posts: what happened requestId=… `. */
export function prettyStream(stream: DestinationStream): DestinationStream {
  return { write: (line) => stream.write(prettyLine(line)) };
}

function prettyLine(line: string): string {
  const entry = parse(line);
  if (entry === undefined) return line;
  const { time, level, name, msg, err, ...fields } = entry;
  const colour = colours[String(level)] ?? 0;
  const rest = Object.entries(fields).map(([key, value]) => ` \u001b[90m${key}=\u001b[0m${plain(value)}`);
  return [
    `\u001b[90m${String(time).slice(11, 23)}\u001b[0m \u001b[${colour}m${String(level).padEnd(5)}\u001b[0m`,
    ` ${String(name)}: ${plain(msg ?? '')}`,
    ...rest,
    stackOf(err),
    '\n',
  ].join('');
}

function stackOf(err: unknown): string {
  if (typeof err !== 'object' || err === null) return '';
  const { stack, message } = err as { stack?: unknown; message?: unknown };
  return `\n  ${String(stack ?? message ?? JSON.stringify(err)).replaceAll('\n', '\n  ')}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
