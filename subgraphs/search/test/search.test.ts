import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { searchWorld } from './search-world.ts';

const world = await searchWorld();
let ada: Awaited<ReturnType<typeof world.person>>;
let viewer: typeof ada;
beforeAll(async () => {
  ada = await world.person({
    username: 'ada_lovelace',
    displayName: 'Ada Lovelace',
    bio: 'Counts countesses',
  });
  viewer = await world.person();
});

describe('what is found', () => {
  test('people by username, name and bio', async () => {
    for (const query of ['ada_lovelace', '@ada_lovelace', 'LOVELACE', 'lovelace ada', 'countesses']) {
      expect(await world.found(query, viewer, { types: ['USER'] })).toEqual([ada]);
    }
  });

  test('posts and comments by their words, in their language', async () => {
    const english = await world.post(ada, 'The runners were running for the marathon in the rain');
    const german = await world.post(ada, 'Die Häuser und die Gärten sind nicht für mich');
    const comment = await world.comment(
      viewer,
      english,
      'I have run the marathons of this world and I am tired',
    );
    expect(await world.found('run marathon', viewer)).toEqual([english, comment]);
    expect(await world.found('Haus', viewer)).toEqual([german]);
    expect(await world.found('gärten häuser', viewer)).toEqual([german]);
  });

  test('quoted words side by side, either of two, and without a third', async () => {
    const [jam, both] = [await world.post(ada, 'quince jam today'), await world.post(ada, 'jam of quince')];
    expect((await world.found('quince jam', viewer)).sort()).toEqual([jam, both].sort());
    expect(await world.found('"quince jam"', viewer)).toEqual([jam]);
    expect(await world.found('quince -today', viewer)).toEqual([both]);
    expect(await world.found('quince -"jam today"', viewer)).toEqual([both]);
    const pear = await world.post(ada, 'pearmain');
    expect((await world.found('quince or pearmain', viewer)).sort()).toEqual([jam, both, pear].sort());
  });

  test('groups, and tags that a post has', async () => {
    const group = await world.group('PRIVATE', 'Keepers of Bees', 'beekeepers');
    expect(await world.found('bees', viewer)).toEqual([group]);
    expect(await world.found('beekeepers', viewer)).toEqual([group]);
    const post = await world.post(ada, 'Hives #Apiary');
    expect((await world.found('#apiary', viewer)).sort()).toEqual(['#apiary', post].sort());
    expect(await world.found('apiary', viewer, { types: ['TAG'] })).toEqual(['#apiary']);
  });

  test('the word that was meant, when there is nothing for the one that was typed', async () => {
    const post = await world.post(ada, 'Elderflower cordial');
    for (const query of [
      'elderflwer',
      'eldreflower',
      'elderflowers cordail',
      'elderfl',
      'elderflwoer -gin',
    ]) {
      expect([query, await world.found(query, viewer)]).toEqual([query, [post]]);
    }
    expect(await world.found('elderflwer -cordial', viewer)).toEqual([]);
    const jon = await world.person({ displayName: 'Xohn Snowdrop' });
    expect(await world.found('xonh', viewer)).toEqual([jon]);
  });

  test('nothing of what was edited away or deleted', async () => {
    const post = await world.post(ada, 'wisteria');
    const comment = await world.comment(ada, post, 'wisteria indeed');
    await world.editPost(post, ada, 'clematis');
    await world.editComment(comment, post, ada, 'clematis indeed');
    expect(await world.found('wisteria', viewer)).toEqual([]);
    expect((await world.found('clematis', viewer)).sort()).toEqual([post, comment].sort());
    await world.deleteComment(comment, post, ada);
    expect(await world.found('clematis', viewer)).toEqual([post]);
    const other = await world.comment(ada, post, 'clematis again');
    await world.deletePost(post, ada);
    expect(await world.found('clematis', viewer)).toEqual([]);
    // Comments' events may come after those of posts.
    await world.editComment(other, post, ada, 'clematis at last');
    expect(await world.found('clematis', viewer)).toEqual([]);
  });
});

test('filters narrow what is found', async () => {
  const bob = await world.person();
  const before = new Date();
  const mediaIds = [newId('media')];
  const picture = await world.post(ada, 'saffron #spice', { mediaIds });
  const plain = await world.post(bob, 'saffron');
  const comment = await world.comment(bob, plain, 'saffron #spice');
  const found = async (filter: object) => (await world.found('saffron', viewer, { filter })).sort();
  const all = [picture, plain, comment].sort();
  expect(await found({})).toEqual(all);
  expect(await found({ authorId: bob })).toEqual([plain, comment].sort());
  expect(await found({ tag: 'Spice' })).toEqual([picture, comment].sort());
  expect(await found({ hasMedia: true })).toEqual([picture]);
  expect(await found({ hasMedia: false, authorId: bob })).toEqual([plain]);
  expect(await found({ since: before })).toEqual(all);
  expect(await found({ until: before })).toEqual([]);
  expect(await found({ since: new Date(Date.now() + 10_000) })).toEqual([]);
  expect(await world.found('saffron', viewer, { types: ['COMMENT'] })).toEqual([comment]);
  expect(await world.found('saffron', viewer, { types: [] })).toEqual([]);
});

test('what people did with it, and what is newer, comes first', async () => {
  const posts = [];
  for (let n = 0; n < 4; n += 1) posts.push(await world.post(ada, 'gooseberry'));
  const [first, second, third, fourth] = posts as [
    (typeof posts)[0],
    (typeof posts)[0],
    (typeof posts)[0],
    (typeof posts)[0],
  ];
  expect(await world.found('gooseberry', viewer)).toEqual([fourth, third, second, first]);
  await world.react(viewer, second as never);
  await world.comment(viewer, first as never, 'Yes');
  expect(await world.found('gooseberry', viewer)).toEqual([first, second, fourth, third]);
  await world.unreact(viewer, second as never);
  expect(await world.found('gooseberry', viewer)).toEqual([first, fourth, third, second]);
});

test('highlights are places in the text as it was written', async () => {
  const body = '🥝 <b>Kiwano</b> & [kiwano]s, e.g. kiwano.example/kiwano';
  const post = await world.post(ada, body);
  const { edges } = await world.searching(
    { query: 'kiwano' },
    viewer,
    'edges { score highlights { field start length } }',
  );
  const [{ score, highlights }] = edges;
  const cut = highlights.map(({ start, length }: { start: number; length: number }) =>
    body.slice(start, start + length),
  );
  expect(cut.map((one: string) => one.toLowerCase())).toEqual(['kiwano', 'kiwano', 'kiwano', 'kiwano']);
  expect(highlights[0].field).toBe('BODY');
  expect(score).toBeGreaterThan(0);
  expect(score).toBeLessThan(1);
  expect(await world.found('kiwano', viewer)).toEqual([post]);
  const people = await world.searching(
    { query: 'lovelace' },
    viewer,
    'edges { highlights { field start length } }',
  );
  expect(people.edges[0].highlights).toEqual([
    { field: 'USERNAME', start: 4, length: 8 },
    { field: 'DISPLAY_NAME', start: 4, length: 8 },
  ]);
});

test('counts tell how many of each type may be seen', async () => {
  const post = await world.post(ada, 'tamarind #tamarind');
  await world.post(ada, 'tamarind', { visibility: 'PRIVATE' });
  await world.comment(ada, post, 'tamarind');
  const counted = (of: typeof viewer | null) =>
    world.searching({ query: 'tamarind', first: 0 }, of, 'counts { users posts comments groups tags }');
  expect((await counted(viewer)).counts).toEqual({ users: 0, posts: 1, comments: 1, groups: 0, tags: 1 });
  expect((await counted(ada)).counts).toEqual({ users: 0, posts: 2, comments: 1, groups: 0, tags: 1 });
});

describe('paging', () => {
  const page = 'edges { cursor node { ... on Post { id } } } pageInfo { hasNextPage endCursor }';

  test('goes through everything once, while results are added', async () => {
    const posts: string[] = [];
    for (let n = 0; n < 12; n += 1) posts.push(await world.post(ada, n % 3 ? 'medlar' : 'medlar medlar'));
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { edges, pageInfo } = await world.searching({ query: 'medlar', first: 5, after }, viewer, page);
      seen.push(...edges.map(({ node }: { node: { id: string } }) => node.id));
      await world.post(ada, 'medlar medlar medlar');
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen.toSorted()).toEqual(posts.toSorted());
    expect(await world.found('medlar', viewer)).toHaveLength(15);
  });

  test('goes backwards, too', async () => {
    for (let n = 0; n < 5; n += 1) await world.post(ada, n % 2 ? 'sorrel' : 'sorrel sorrel');
    const all = await world.found('sorrel', viewer);
    const asked = async (more: object) => {
      const query = `query ($query: String!, $after: String, $last: Int, $before: String) {
        search(query: $query, after: $after, last: $last, before: $before) {
          nodes { ... on Post { id } } pageInfo { hasPreviousPage hasNextPage startCursor } } }`;
      return (await world.ask(query, { query: 'sorrel', ...more }, viewer)).search;
    };
    const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);
    const last = await asked({ last: 2 });
    expect([ids(last), last.pageInfo.hasPreviousPage]).toEqual([all.slice(3), true]);
    const rest = await asked({ last: 5, before: last.pageInfo.startCursor });
    expect([ids(rest), rest.pageInfo.hasPreviousPage]).toEqual([all.slice(0, 3), false]);
  });

  test('keeps to the words that were meant', async () => {
    const posts: string[] = [];
    for (let n = 0; n < 4; n += 1) posts.push(await world.post(ada, 'loquat'));
    const first = await world.searching({ query: 'loqut', first: 3 }, viewer, page);
    const rest = await world.searching(
      { query: 'loqut', first: 3, after: first.pageInfo.endCursor },
      viewer,
      page,
    );
    const seen = [...first.edges, ...rest.edges].map(({ node }) => node.id);
    expect(seen.toSorted()).toEqual(posts.toSorted());
  });

  test('a cursor is of its own list only', async () => {
    await world.post(ada, 'durian');
    const { edges } = await world.searching({ query: 'durian' }, viewer, page);
    const after = edges[0].cursor;
    expect(await world.searching({ query: 'durians', after }, viewer, page)).toEqual({
      codes: ['BAD_CURSOR'],
    });
    expect(await world.searching({ query: 'durian', after: 'x' }, viewer, page)).toEqual({
      codes: ['BAD_CURSOR'],
    });
    expect(await world.searching({ query: 'durian', first: 101 }, viewer, page)).toEqual({
      codes: ['BAD_USER_INPUT'],
    });
  });
});

describe('bad input', () => {
  const nodes = 'nodes { __typename } counts { posts }';
  test.each([
    '":*&|!',
    '',
    '   ',
    '"',
    '-',
    '---',
    '-"',
    '&&&',
    '<->',
    'or',
    'or or',
    '\\',
    "'",
    '\0',
    '\ud800',
    '🥝',
    '-nothing',
    '()',
    'the',
  ])('finds nothing for %j, or something, and never fails', async (query) => {
    const { codes } = await world.searching({ query }, viewer, nodes);
    expect(codes).toBeUndefined();
  });

  test('a query beyond 200 characters is refused', async () => {
    expect(await world.searching({ query: '🥝'.repeat(200) }, viewer, nodes)).not.toHaveProperty('codes');
    for (const query of ['x'.repeat(201), 'x '.repeat(5_000), '":*&|!'.repeat(2_000)]) {
      expect(await world.searching({ query }, viewer, nodes)).toEqual({ codes: ['BAD_USER_INPUT'] });
    }
    expect(
      await world.searching(
        { query: Array.from({ length: 100 }, (_, n) => String.fromCharCode(97 + (n % 26))).join(' ') },
        viewer,
        nodes,
      ),
    ).not.toHaveProperty('codes');
  });

  test.each([{ authorId: 'post_1' }, { tag: 'no tag' }, { tag: '' }, { tag: 'x'.repeat(51) }])(
    'the filter %j is refused',
    async (filter) => {
      expect(await world.searching({ query: 'x', filter }, viewer, nodes)).toEqual({
        codes: ['BAD_USER_INPUT'],
      });
    },
  );
});

describe('suggestions', () => {
  test('are people and tags whose names begin like this, best known first', async () => {
    const [mina, minos] = [
      await world.person({ username: 'minamina' }),
      await world.person({ displayName: 'Old Minosse' }),
    ];
    await world.post(ada, '#mince');
    expect((await world.suggested('min', viewer)).sort()).toEqual([mina, minos, '#mince'].sort());
    await world.follow(viewer, minos);
    expect((await world.suggested('@Min', null))[0]).toBe(minos);
    expect(await world.suggested('minam', viewer)).toEqual([mina]);
    expect(await world.suggested('min', viewer, 1)).toEqual([minos]);
    expect(await world.suggested('#mince', viewer)).toEqual(['#mince']);
  });

  test.each(['', ' ', '@', '%', 'no such', '\0', '~'])('are none for %j', async (prefix) => {
    expect(await world.suggested(prefix, viewer)).toEqual([]);
  });

  test('are refused beyond their bounds', async () => {
    expect(await world.suggested('x'.repeat(51), viewer)).toEqual(['BAD_USER_INPUT']);
    expect(await world.suggested('x', viewer, 21)).toEqual(['BAD_USER_INPUT']);
  });
});

test('a page is one statement, with highlights two, whatever is on it', async () => {
  for (let n = 0; n < 30; n += 1) await world.post(ada, 'rambutan');
  for (const first of [1, 20]) {
    const { statements } = await world.statements.record(() =>
      world.searching({ query: 'rambutan', first }, viewer, 'nodes { __typename }'),
    );
    expect(statements).toHaveLength(1);
    const marked = await world.statements.record(() =>
      world.searching({ query: 'rambutan', first }, viewer, 'edges { highlights { start } }'),
    );
    expect(marked.statements).toHaveLength(2);
  }
});
