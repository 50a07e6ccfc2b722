import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostCreated, PostDeleted, PostEdited } from '@ursa/events/contracts';
import type { MediaId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { onFileEnd, waitFor } from '@ursa/testkit';
import type { AnswerEntities } from '@ursa/testkit/subgraph';
import { asker, startTestSubgraph, toldPeople } from '@ursa/testkit/subgraph';
import { media } from '../src/subgraph.ts';

export type MediaWorld = Awaited<ReturnType<typeof mediaWorld>>;
export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';

export const fields = `id kind purpose status failure contentType width height alt blurhash poster viewerCanAttach
  viewerCanEdit url variants { name contentType width height size url }`;

const nothing: AnswerEntities = ({ representations }) => representations.map(() => null);

/** What a test says of an upload beside its bytes. */
export interface Said {
  kind?: string;
  size?: number;
  contentType?: string;
  sha256?: string;
  purpose?: string;
  alt?: string;
  clientMutationId?: string;
}

/** A running media subgraph that listens, its store in a folder of its own, and stand-ins for whom it asks. */
export async function mediaWorld(environment: Record<string, string> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'ursa-media-test-'));
  onFileEnd(() => rm(dir, { recursive: true, force: true }));
  const peers = { posts: nothing, profiles: nothing, groups: nothing };
  const publicUrl = 'http://media.ursa.example';
  const subgraph = await startTestSubgraph(media, {
    peers: {
      posts: (question) => peers.posts(question),
      profiles: (question) => peers.profiles(question),
      groups: (question) => peers.groups(question),
    },
    environment: {
      MEDIA_URL_SECRET: 'a secret of thirty-two characters',
      MEDIA_PUBLIC_URL: publicUrl,
      MEDIA_DIR: dir,
      MEDIA_POLL_MS: '50',
      ...environment,
    },
  });
  const origin = new URL(await subgraph.listen()).origin;
  const { receive } = subgraph;
  const { ask, ...asking } = asker(subgraph);

  const mutate = (name: string, input: object, viewer: UserId | null, selection = `media { ${fields} }`) =>
    asking.mutate(name, input, viewer, selection);
  /** Any URL of media, at the address it is served at here. */
  const reach = (url: string, init?: RequestInit & { duplex?: 'half' }) =>
    fetch(url.replace(publicUrl, origin), init);
  const create = (viewer: UserId | null, bytes: Buffer, said: Said = {}) =>
    mutate(
      'createUpload',
      {
        kind: said.contentType?.startsWith('video/') ? 'VIDEO' : 'IMAGE',
        size: bytes.length,
        contentType: 'image/jpeg',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        ...said,
      },
      viewer,
      'media { id status viewerCanAttach } upload { url method headers { name value } expiresAt }',
    );
  const see = async (id: string, viewer: UserId | null, selection = fields) =>
    (await ask(`query ($id: ID!) { media(id: $id) { ${selection} } }`, { id }, viewer)).media;

  return {
    ...subgraph,
    ...toldPeople(subgraph),
    dir,
    origin,
    peers,
    ask,
    mutate,
    reach,
    create,
    see,
    reset: () => Object.assign(peers, { posts: nothing, profiles: nothing, groups: nothing }),
    /** The bytes of an upload, on their way as `createUpload` said. */
    // biome-ignore lint/suspicious/noExplicitAny: an UploadTarget
    put: (upload: any, body: Buffer, headers: Record<string, string> = {}) => {
      // biome-ignore lint/suspicious/noExplicitAny: an UploadHeader
      const told = Object.fromEntries(upload.headers.map(({ name, value }: any) => [name, value]));
      return reach(upload.url, {
        method: upload.method,
        headers: { ...told, ...headers },
        body: new Uint8Array(body),
      });
    },
    complete: (viewer: UserId | null, mediaId: string) => mutate('completeUpload', { mediaId }, viewer),
    /** An upload from its announcement to its end, READY or FAILED. */
    async upload(viewer: UserId, bytes: Buffer, said: Said = {}) {
      const created = await create(viewer, bytes, said);
      if (!created.media) throw new Error(JSON.stringify(created));
      const { status } = await this.put(created.upload, bytes);
      if (status !== 204) throw new Error(`The upload was answered with ${status}.`);
      await this.complete(viewer, created.media.id);
      return this.ended(viewer, created.media.id);
    },
    /** A media once it is processed. */
    ended: (viewer: UserId, id: string) =>
      waitFor(async () => {
        const found = await see(id, viewer);
        return ['READY', 'FAILED'].includes(found.status) ? found : undefined;
      }),
    /** Fields of entities, reached as the router reaches them. */
    async entities(
      representations: readonly object[],
      typename: string,
      selection: string,
      viewer: UserId | null,
    ) {
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`;
      const of = representations.map((one) => ({ __typename: typename, ...one }));
      const answer = await ask(query, { of }, viewer);
      return answer.codes ? [answer] : answer._entities;
    },
    /** Every file in the store. */
    stored: async () =>
      (await readdir(dir, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ name, parentPath }) => join(parentPath, name).slice(dir.length + 1))
        .sort(),

    async post(authorId: UserId, mediaIds: MediaId[], visibility: Visibility = 'PUBLIC'): Promise<PostId> {
      const postId = newId('post');
      await receive(PostCreated.create(postId, { postId, authorId, visibility, mediaIds, mentionedIds: [] }));
      return postId;
    },
    edit: (postId: PostId, authorId: UserId, mediaIds: MediaId[], visibility: Visibility = 'PUBLIC') =>
      receive(PostEdited.create(postId, { postId, authorId, visibility, mediaIds, mentionedIds: [] })),
    deletePost: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),
  };
}
