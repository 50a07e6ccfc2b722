import { GraphQLError } from 'graphql';
import type { Scope } from '../../request/scope.ts';
import type { Variables } from '../answer.ts';
import { clientErrors } from '../client-errors.ts';
import type { Data } from '../data.ts';
import { asGraphqlError } from '../graphql-error.ts';
import type { Path } from '../plan/places.ts';
import type { Run } from '../plan/run.ts';
import { begin } from '../plan/run.ts';
import type { TypesUnder } from '../plan/types.ts';
import type { Projection } from '../project/projection.ts';
import { write } from '../project/projection.ts';
import type { ObjectProjector } from '../project/projector.ts';
import { Bell } from '../subscription/bell.ts';
import type { AnswerInParts, Chunk, Part, Piece } from './parts.ts';
import type { Place } from './places.ts';
import { placesBelow } from './places.ts';
import type { DeferPlan, Stage } from './stage.ts';

/** One operation whose answer comes in parts, on its way. */
export class DeferRun {
  readonly #plan: DeferPlan;
  readonly #run: Run;
  readonly #under: TypesUnder;
  readonly #chunks: Omit<Chunk, 'hasNext'>[] = [];
  readonly #bell = new Bell();
  /** Errors of what the client is told in a later part. */
  readonly #held: GraphQLError[] = [];
  #outstanding = 0;
  #parts = 0;

  constructor(plan: DeferPlan, whole: Projection, variables: Variables, scope: Scope, under: TypesUnder) {
    this.#plan = plan;
    this.#under = under;
    this.#run = begin(variables, scope, whole.visible);
  }

  /** What is answered first. Never rejects. */
  async first(): Promise<AnswerInParts> {
    const run = this.#run;
    const { stages, fetch } = this.#plan;
    const early = stages.map((stage) => (stage.independent ? this.#fetch(stage) : undefined));
    try {
      await fetch(run);
      const projection = this.#plan.projection(run.values);
      const { data: text, wrong } = projection.project(run.root, run.shared);
      const data = read(text);
      const told: GraphQLError[] = [];
      for (const error of run.errors) {
        const isHere =
          error.path === undefined || projection.visible([...error.path]).length === error.path.length;
        (isHere ? told : this.#held).push(error);
      }
      if (data === null && run.errors.length === 0) told.push(...reasons(wrong));
      const root: Place[] = data === null ? [] : [{ path: [], gathered: run.root, shown: data }];
      const pending = stages.flatMap((stage, at) => this.#begin(stage, root, [], early[at]));
      return { data, ...this.#errors(told), pending, rest: this.#rest() };
    } catch (error) {
      return { data: null, ...this.#errors([asGraphqlError(error)]), pending: [], rest: this.#rest() };
    }
  }

  /** Starts a stage at its places below these; what it promises. */
  #begin(stage: Stage, above: readonly Place[], abovePath: readonly string[], early?: Promise<Run>): Part[] {
    const places = placesBelow(above, stage.path.slice(abovePath.length), this.#under);
    if (places.length === 0) return [];
    const parts = places.map(({ path }): Part => ({ id: String(this.#parts++), path, label: stage.label }));
    this.#outstanding += 1;
    void (early ?? this.#fetch(stage)).then((run) => {
      this.#outstanding -= 1;
      this.#chunks.push(this.#chunk(stage, places, parts, run));
      this.#bell.ring();
    });
    return parts;
  }

  async #fetch(stage: Stage): Promise<Run> {
    const run: Run = { ...this.#run, errors: [] };
    try {
      await stage.fetch(run);
    } catch (error) {
      run.errors.push(asGraphqlError(error));
    }
    return run;
  }

  #chunk(stage: Stage, places: readonly Place[], parts: readonly Part[], run: Run): Omit<Chunk, 'hasNext'> {
    const projector = stage.projector(run.values);
    const homeless = run.errors.filter(({ path }) => path === undefined);
    const placed = [...this.#held.splice(0), ...run.errors.filter(({ path }) => path !== undefined)];
    const shown: Place[] = [];
    const pieces = places.map((place, at): Piece => {
      const { data: text, wrong } = write(projector, place.gathered, {
        path: place.path,
        shared: run.shared,
      });
      const data = read(text);
      if (data !== null) shown.push({ ...place, shown: data });
      const errors = homeless.splice(0);
      for (const error of placed.splice(0))
        (isIn(error, place.path, projector) ? errors : placed).push(error);
      if (data === null && errors.length === 0) errors.push(...reasons(wrong));
      return { part: parts[at] as Part, data, ...this.#errors(errors) };
    });
    this.#held.push(...placed);
    const pending = stage.stages.flatMap((nested) => this.#begin(nested, shown, stage.path));
    return { pieces, pending };
  }

  async *#rest(): AsyncGenerator<Chunk, void> {
    while (this.#outstanding > 0 || this.#chunks.length > 0) {
      const chunk = this.#chunks.shift();
      if (chunk === undefined) await this.#bell.wait();
      else yield { ...chunk, hasNext: this.#outstanding > 0 || this.#chunks.length > 0 };
    }
  }

  #errors(errors: readonly GraphQLError[]): { errors?: readonly GraphQLError[] } {
    return errors.length > 0 ? { errors: clientErrors(errors, this.#run.scope) } : {};
  }
}

/** Whether an error's place is one of those that a part tells of. */
function isIn({ path = [] }: GraphQLError, at: Path, projector: ObjectProjector): boolean {
  if (!at.every((element, index) => path[index] === element)) return false;
  let here: (ObjectProjector | 'leaf')[] = [projector];
  for (const element of path.slice(at.length)) {
    if (typeof element === 'number') continue;
    here = here.flatMap((each) => (each === 'leaf' ? [] : each.below(element)));
  }
  return here.length > 0;
}

function read(text: Buffer | null): Data | null {
  return text === null ? null : (JSON.parse(text.toString()) as Data);
}

function reasons(wrong: readonly { message: string; path: Path }[]): GraphQLError[] {
  return wrong.map(({ message, path }) => new GraphQLError(message, { path }));
}
