import type { z } from 'zod';

/** An event that breaks its contract; `problems` names every field, never its value. */
export class EventInvalid extends Error {
  override readonly name = 'EventInvalid';
  readonly type: string;
  readonly problems: readonly string[];

  constructor(type: string, problems: readonly string[]) {
    super(`${type} breaks its contract: ${problems.join('; ')}`);
    this.type = type;
    this.problems = problems;
  }

  static because(type: string, error: z.ZodError): EventInvalid {
    return new EventInvalid(
      type,
      error.issues.map((issue) => `${issue.path.join('.') || 'event'}: ${issue.message}`),
    );
  }
}

/** An event that this program is too old for: a newer one, already being rolled out, may know it. */
export class EventUnknown extends Error {
  override readonly name = 'EventUnknown';
}
