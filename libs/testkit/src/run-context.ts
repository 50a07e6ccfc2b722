/** What the run's set-up tells every test file. */
export interface PostgresOfRun {
  adminUrl: string;
  /** Names of this run's databases and roles start with it: runs side by side on one server do not meet. */
  prefix: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: PostgresOfRun;
  }
}
