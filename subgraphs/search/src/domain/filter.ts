/** What results must be like, as the index is asked. */
export interface Filter {
  /** Marks that all of them have. */
  readonly marks: readonly string[];
  readonly sinceMs: number | null;
  readonly untilMs: number | null;
}
