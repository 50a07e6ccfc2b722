import { environment } from '@ursa/testkit/environment';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{libs,subgraphs}/*/test/**/*.test.ts', '{router,verbs,bench}/test/**/*.test.ts'],
    globalSetup: ['libs/testkit/src/global-setup.ts'],
    setupFiles: ['libs/testkit/src/each-file.ts'],
    // Tests run as the programs do: Node loads the TypeScript itself, and one copy of every dependency.
    experimental: { viteModuleRunner: false },
    maxWorkers: 2,
    // CI's machines are shared; what needed another try is named at the end of the run.
    retry: environment.ci ? 2 : 0,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 15_000,
  },
});
