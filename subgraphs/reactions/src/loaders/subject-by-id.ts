import { fromUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ReactionsRequest } from '../context.ts';
import type { Counts } from '../domain/kinds.ts';
import { subjectKinds } from '../subjects/index.ts';
import type { ReactedTo, SeenSubject, Subject, SubjectId, SubjectType } from '../subjects/subject.ts';
import type { Doors } from '../subjects/subject-kind.ts';
import type { SubjectRow } from './read-subjects.ts';
import { readSubjects } from './read-subjects.ts';

/**
 * THE rule of who may see the reactions to something: whoever may see the thing. The projection says *yes* in the one
 * statement that reads the counts as well; on *no* or *unknown* the owner is asked, once for all, and nobody is let in
 * without its answer. A deleted thing stays deleted: there is nothing to ask.
 */
export function subjectById(doors: Doors & { ctx: ReactionsRequest }, type: SubjectType) {
  const { ctx } = doors;
  const { typename, askOwner } = subjectKinds[type];

  return new DataLoader<SubjectId, Subject>(async (ids) => {
    const { rows, counts } = await readWithCounts(ctx, type, ids);
    const shown = new Map<SubjectId, ReactedTo>();
    const open: SubjectId[] = [];
    ids.forEach((id, at) => {
      const row = rows[at] as SubjectRow;
      if (row.visible) shown.set(id, projected(type, id, row));
      else if (!row.is_deleted) open.push(id);
    });
    if (open.length > 0) for (const found of await askOwner(doors, open)) shown.set(found.id, found);

    return ids.map((id, at) => {
      const about = shown.get(id);
      const seen = about ? asSeen(about, rows[at] as SubjectRow, counts.get(id) ?? none) : null;
      return { __typename: typename, id, seen };
    });
  });
}

const none: Counts = [];

// One statement whatever the cache holds: what it lacks comes along with the rest.
async function readWithCounts(ctx: ReactionsRequest, type: SubjectType, ids: readonly SubjectId[]) {
  if (ctx.db !== ctx.services.db) {
    const read = await readSubjects(ctx, type, ids, () => true);
    return { rows: read, counts: new Map(ids.map((id, at) => [id as string, read[at]?.counts ?? none])) };
  }
  let rows: SubjectRow[] | undefined;
  const counts = await ctx.services.counts.getMany(ids, async (missing) => {
    const wanted = new Set<string>(missing);
    const read = await readSubjects(ctx, type, ids, (id) => wanted.has(id));
    rows = read;
    const found = ids.map((id, at) => [id, read[at]?.counts ?? none] as const);
    return new Map(found.filter(([id]) => wanted.has(id)));
  });
  return { rows: rows ?? (await readSubjects(ctx, type, ids, () => false)), counts };
}

function projected(type: SubjectType, id: SubjectId, { post_id, author_id }: SubjectRow): ReactedTo {
  const postId = fromUuid('post', post_id as string);
  return { type, id, postId, authorId: fromUuid('user', author_id as string) };
}

function asSeen(about: ReactedTo, row: SubjectRow, all: Counts): SeenSubject {
  const { type, id, postId, authorId } = about;
  const { own_id, own_kind, own_created_at, hidden } = row;
  const own =
    own_id === null || own_kind === null || own_created_at === null
      ? null
      : { id: own_id, kind: own_kind, createdAt: own_created_at };
  return { type, id, postId, authorId, counts: hidden ? without(all, hidden) : all, own };
}

function without(counts: Counts, hidden: readonly number[]): Counts {
  const rest = [...counts];
  for (const kind of hidden) rest[kind - 1] = Math.max(0, (rest[kind - 1] ?? 0) - 1);
  return rest;
}
