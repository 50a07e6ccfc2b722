import { SetupError } from './setup-error.ts';

/** What is printed of an error: what people can mend in one sentence; anything else is a bug, and shown whole. */
export function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof SetupError) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE') return 'The port is taken: set PORT to another one.';
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.message}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
