/** What drizzle-kit needs to know of a subgraph; its `drizzle.config.ts` hands this on. */
export function drizzleConfig(schema: string) {
  return {
    dialect: 'postgresql' as const,
    schema: './src/tables/index.ts',
    out: './migrations',
    schemaFilter: [schema],
  };
}
