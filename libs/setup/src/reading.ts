import { z } from 'zod';

/** Has a variable read by a parser that throws, and says what is wrong in a sentence of its own. */
export function reading<T>(parse: (text: string) => T) {
  return (text: string, context: z.RefinementCtx<string>): T => {
    try {
      return parse(text);
    } catch (error) {
      // The value may be a secret: the issue does not carry it.
      context.addIssue({ code: 'custom', message: `is wrong: ${(error as Error).message}`, input: '' });
      return z.NEVER;
    }
  };
}
