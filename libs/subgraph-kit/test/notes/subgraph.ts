import type { Db } from '@ursa/database';
import { anyOf } from '@ursa/database';
import { defineEvent } from '@ursa/events';
import type { Id } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { follow, liveChannel } from '@ursa/live';
import { currentSequence, emit } from '@ursa/outbox';
import { done, failed, invalid, notFound, rateLimited } from '@ursa/outcome';
import DataLoader from 'dataloader';
import { and, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context, MutationScope, RequestContext } from '../../src/index.ts';
import { defineSubgraph, idArgument, requestError, requireViewer, viewerMutation } from '../../src/index.ts';
import { notes, outbox } from './tables.ts';

type NoteId = Id<'note'>;
type Note = typeof notes.$inferSelect;
type NotesContext = Context<ReturnType<typeof loaders>>;

export const NoteAdded = defineEvent({
  name: 'NoteAdded',
  version: 1,
  owner: 'notes',
  consumers: [],
  aggregate: 'board',
  live: ({ noteId }) => noteId,
  payload: z.strictObject({ noteId: z.string() }),
});

export const board = 'board_00000000000000000000000001' as const;

function addedAfter(db: Db, sequence: number) {
  return db
    .select({ id: sql<NoteId>`${outbox.liveId}`, sequence: outbox.sequence })
    .from(outbox)
    .where(and(eq(outbox.aggregate, board), gt(outbox.sequence, sequence)))
    .orderBy(outbox.sequence);
}

function loaders({ db }: RequestContext) {
  return {
    noteById: new DataLoader<NoteId, Note | null>(async (ids) => {
      const rows = await db.select().from(notes).where(anyOf(notes.id, ids));
      return ids.map((id) => rows.find((row) => row.id === id) ?? null);
    }),
  };
}

const addNote = viewerMutation({
  name: 'addNote',
  entity: 'note',
  async run({ viewer, input, tx }: MutationScope<{ text: string; clientMutationId?: string }, NotesContext>) {
    const id = newId('note');
    await tx.insert(notes).values({ id, authorId: viewer, text: input.text });
    if (input.text === '') return failed(invalid(['text'], 'Must be 1 to 100 characters long.'));
    if (input.text === 'elsewhere') return failed(notFound('board'), rateLimited(1.2));
    if (input.text === 'boom') throw new Error('boom: password=hunter2');
    await emit(tx, NoteAdded.create(board, { noteId: id }));
    return done(id);
  },
  answer: (id, { loaders }) => loaders.noteById.load(id),
});

const resolvers = {
  Query: {
    note: (_: unknown, { id }: { id: string }, { loaders }: NotesContext) =>
      loaders.noteById.load(idArgument('note', id, 'id')),
    notes: (_: unknown, __: unknown, { db }: NotesContext) => db.select().from(notes).orderBy(notes.id),
    whoAmI(_: unknown, __: unknown, { viewer, session, caller, address, headers }: NotesContext) {
      return { viewer, session, caller, address, agent: headers['user-agent'] };
    },
    fails() {
      throw new Error('secret: password=hunter2');
    },
    failsOnPurpose() {
      throw requestError('NOT_FOUND', 'There is nothing to follow.');
    },
    async peer(_: unknown, { ids }: { ids: string[] }, { ask }: NotesContext) {
      const users = await Promise.all(
        ids.map((id) =>
          ask<{ name: string }>('profiles', { typename: 'User', ids: [id], selection: 'name' }),
        ),
      );
      return users.map(([user]) => user?.name ?? null);
    },
  },
  Note: {
    __resolveReference: ({ id }: { id: NoteId }, { loaders }: NotesContext) => loaders.noteById.load(id),
    author: ({ authorId }: Note) => ({ id: authorId }),
    link: () => new URL('https://example.com/'),
  },
  Mutation: {
    addNote,
    greet(_: unknown, { name }: { name: string }, context: NotesContext) {
      requireViewer(context);
      context.reply.setCookie({ name: 'ursa-access', value: name, maxAge: 60, secure: false });
      context.reply.setSubject('token');
      return `Hello, ${name}`;
    },
  },
  Subscription: {
    noteAdded: {
      subscribe(_: unknown, { after }: { after?: string }, { db, live, signal }: NotesContext) {
        return follow({
          live,
          channel: liveChannel('notes', board),
          after: after === undefined ? undefined : Number(after),
          head: () => currentSequence(db, board),
          since: (sequence) => addedAfter(db, sequence),
          load: async ({ id, sequence }) => ({ id: id as NoteId, sequence }),
          signal,
        });
      },
      resolve: ({ id }: { id: NoteId }, _: unknown, { loaders }: NotesContext) => loaders.noteById.load(id),
    },
    flood: {
      async *subscribe() {
        for (;;) yield 'x'.repeat(20_000);
      },
      resolve: (text: string) => text,
    },
    ticks: {
      async *subscribe(_: unknown, { count }: { count: number }) {
        for (let n = 1; n <= count; n += 1) yield n;
      },
      resolve: (n: number) => {
        if (n === 3) throw new Error('secret');
        return n;
      },
    },
  },
};

export const notesSubgraph = defineSubgraph({
  name: 'notes',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  loaders,
  publishes: [NoteAdded],
});
