import { relative } from 'node:path';
import { styleText } from 'node:util';

/** What a start tells at its end. */
export interface Serving {
  url: string;
  summary: string;
  dataDir: string;
  demo: { usernames: readonly string[]; password: string } | undefined;
}

/** What people see while Ursa starts: what takes its time, then where to go. */
export function startOutput() {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  return {
    progress: (message: string) => console.log(`${styleText('dim', seconds().padStart(7))}  ${message} …`),
    serving({ url, summary, dataDir, demo }: Serving) {
      const name = (text: string) => `  ${styleText('dim', text.padEnd(10))}`;
      console.log(`\n${styleText(['bold', 'green'], '  Ursa is up')} after ${seconds()}, ${summary}.\n`);
      console.log(`${name('GraphiQL')}${url}/`);
      console.log(`${name('GraphQL')}${url}/graphql  (HTTP, WebSocket and SSE)`);
      console.log(`${name('Health')}${url}/health · /ready · /metrics`);
      for (const username of demo?.usernames ?? []) {
        console.log(`${name('Log in as')}${styleText('bold', username)} · ${demo?.password}`);
      }
      console.log(`${name('Data')}${relative(process.cwd(), dataDir) || '.'}`);
      console.log(`\n  Ctrl-C stops everything.\n`);
    },
    failed: (message: string) => console.error(`${styleText('red', '✗')} ${message}`),
  };
}
