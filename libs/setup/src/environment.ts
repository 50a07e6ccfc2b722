/** Environment variables: those of this process, as its `config.ts` hands them on, or others in their place. */
export type Environment = Readonly<Record<string, string | undefined>>;
