/** One thing `check` looks at. */
export interface Part {
  readonly name: string;
  /** What is wrong, as text for people; empty: nothing. */
  readonly run: () => Promise<string>;
}

/** How a part went. */
export interface PartResult {
  readonly name: string;
  readonly problems: string;
  readonly durationMs: number;
}

/** Runs a part; a part that throws has failed with its message. */
export async function runPart({ name, run }: Part): Promise<PartResult> {
  const begin = performance.now();
  const problems = await run().catch((error: Error) => error.message);
  return { name, problems, durationMs: performance.now() - begin };
}
