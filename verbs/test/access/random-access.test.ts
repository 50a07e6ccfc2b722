import { expect, test } from 'vitest';
import { settled } from '../world/settled.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { changeSomething } from './random/changes.ts';
import type { Model, Name } from './random/model.ts';
import type { Random } from './random/random.ts';
import { randomOf } from './random/random.ts';
import type { Stage } from './random/stage.ts';
import { openStage } from './random/stage.ts';
import type { Kind } from './random/ways.ts';
import { ways } from './random/ways.ts';

const seed = Number(process.env['ACCESS_SEED'] ?? Date.now() % 1_000_000);
const triples = Number(process.env['ACCESS_TRIPLES'] ?? 10_000);

const rule: Record<Kind, (model: Model, viewer: Name | null, name: Name) => boolean> = {
  user: (model, viewer, name) => model.meets(viewer, name),
  post: (model, viewer, name) => model.seesPost(viewer, name),
  comment: (model, viewer, name) => model.seesComment(viewer, name),
  group: (model, viewer, name) => model.seesGroup(viewer, name),
};
const namesOf: Record<Kind, (model: Model) => Name[]> = {
  user: (model) => [...model.people.keys()],
  post: (model) => [...model.posts.keys()],
  comment: (model) => [...model.comments.keys()],
  group: (model) => [...model.groups.keys()],
};

/** Looks at up to 12 things in every way, as one viewer: how many were judged, and where model and system differ. */
async function walk(stage: Stage, random: Random, viewer: Name | null) {
  const wrong: string[] = [];
  let judged = 0;
  for (const way of ways) {
    const names = random.some(namesOf[way.kind](stage.model), 12);
    const shown = await way.look(stage, viewer, names.map(stage.id));
    for (const name of names) {
      judged += 1;
      const may = rule[way.kind](stage.model, viewer, name);
      const does = shown.has(stage.id(name));
      const due = way.exact && (way.covers?.(stage, name) ?? true);
      if (does && !may) wrong.push(`LEAK: ${name} to ${viewer} by ${way.name}`);
      if (!does && may && due) wrong.push(`missing: ${name} for ${viewer} by ${way.name}`);
    }
  }
  return { judged, wrong };
}

test('whatever the permissions change to, every way shows what the rules say', async () => {
  console.log(`${triples} triples of viewer, thing and way; ACCESS_SEED=${seed} repeats them`);
  const random = randomOf(seed);
  const stage = await openStage(await startTestSupergraph(), 8);
  for (const author of stage.people.keys()) {
    for (const visibility of ['PUBLIC', 'FOLLOWERS', 'PRIVATE'] as const)
      await stage.publish(author, visibility);
    await stage.comment(author, 'post 0');
  }
  for (let change = 0; change < 40; change += 1) await changeSomething(stage, random);

  for (let judged = 0; judged < triples; ) {
    for (let change = 0; change < 3; change += 1) await changeSomething(stage, random);
    await settled(stage.world);
    for (const viewer of random.some([null, ...stage.people.keys()], 4)) {
      const round = await walk(stage, random, viewer);
      expect(round.wrong).toEqual([]);
      judged += round.judged;
    }
  }
}, 300_000);
