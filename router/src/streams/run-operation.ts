import type { DocumentNode } from 'graphql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Reader } from '../engine/delivery.ts';
import { Delivery } from '../engine/delivery.ts';
import type { Front } from '../front.ts';
import type { Way } from '../observations.ts';
import type { Params } from '../request/params.ts';
import type { Scope } from '../request/scope.ts';

export interface Run {
  document: DocumentNode;
  params: Params;
  scope: Scope;
  way: Way;
}

/** Runs any operation as a stream of answers: a query or a mutation gives one. Resolves at the end, never rejects. */
export async function runOperation(run: Run, front: Front, reader: Reader): Promise<void> {
  const { document, params, scope, way } = run;
  const startedAt = performance.now();
  const streams =
    getOperationAST(document, params.operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  const noting = new Noting(reader);
  if (streams) await watch(run, front, noting);
  else {
    const done = front.inFlight.begin();
    try {
      const { operationName, variables } = params;
      noting.take(
        new Delivery(await front.engine.executeText({ document, operationName, variables }, scope)),
      );
    } finally {
      done();
    }
  }
  const status = scope.signal.aborted ? 'cut off' : noting.failed ? 'failed' : 'completed';
  front.observations.ended({ way, scope, status, startedAt });
}

/** Watches to the end, over every engine that comes in place of the one before. */
async function watch({ document, params, scope }: Run, front: Front, reader: Reader): Promise<void> {
  const { operationName, variables } = params;
  const operation = { document, operationName, variables };
  let { moved } = await front.engine.subscribe(operation, scope, reader);
  while (moved !== undefined && !scope.signal.aborted) {
    ({ moved } = await front.engine.subscribe(operation, scope, reader, moved.after));
  }
}

/** Notes how the last answer was. */
class Noting implements Reader {
  failed = false;
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get hasRoom(): boolean {
    return this.#reader.hasRoom;
  }

  take(answer: Delivery): void {
    this.failed = answer.failed;
    this.#reader.take(answer);
  }

  onRoom(wake: () => void): void {
    this.#reader.onRoom(wake);
  }
}
