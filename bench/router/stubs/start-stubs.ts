import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Child } from '../processes/child.ts';
import { supergraphSdl } from '../shop/supergraph.ts';
import type { Message, Questions } from './main.ts';

/** The subgraphs' process. */
export interface Stubs {
  /** The supergraph's file. */
  readonly supergraph: string;
  usage(): Promise<Questions['usage']>;
  publish(stamp: string): void;
  close(): Promise<void>;
}

const answerMs = 30_000;

/** Starts the subgraphs and writes their supergraph into `directory`. With `live`, reviews streams. */
export async function startStubs(directory: string, live = false): Promise<Stubs> {
  const args = [join(import.meta.dirname, 'main.ts'), ...(live ? ['--live'] : [])];
  const child = new Child({ args });
  const send = (message: Message): void => void child.process.send(message);

  async function ask<Name extends keyof Questions>(name: Name): Promise<Questions[Name]> {
    const reply = once(child.process, 'message', { signal: AbortSignal.timeout(answerMs) });
    send({ ask: name });
    const [answer] = await reply.catch((error: unknown) => {
      throw new Error(`The subgraphs do not answer: ${child.tail}`, { cause: error });
    });
    return answer as Questions[Name];
  }

  const ports = await ask('ports');
  const supergraph = join(directory, `${live ? 'live' : 'shop'}.graphql`);
  await writeFile(
    supergraph,
    supergraphSdl((name) => `http://127.0.0.1:${ports[name]}/graphql`),
  );
  return {
    supergraph,
    usage: () => ask('usage'),
    publish: (stamp) => send({ publish: stamp }),
    close: () => child.end(),
  };
}
