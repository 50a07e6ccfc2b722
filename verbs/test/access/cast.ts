import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';

/** Who looks, by what they are to Ada (whose account is open) and to Zoe (whose account is private). */
export const roles = [
  'nobody',
  'stranger',
  'follower',
  'formerFollower',
  'blocked',
  'blocker',
  'muted',
] as const;
export type Role = (typeof roles)[number];

export type Audience = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';
export const audiences: readonly Audience[] = ['PUBLIC', 'FOLLOWERS', 'PRIVATE'];

/** A post with a comment of its author under it, and the author's reaction to the post. */
export interface Published {
  postId: string;
  commentId: string;
  reactionId: string;
}

/** An author, and one post for each audience. */
export interface Author {
  person: Person;
  isPrivate: boolean;
  posts: Record<Audience, Published>;
}

/** The people of the walk, and what they left behind before the doors closed. */
export interface Cast {
  lookers: Record<Role, Person | null>;
  ada: Author;
  zoe: Author;
  /** Somebody everybody sees, with an open post that Ada and Zoe commented on and follows both. */
  host: {
    person: Person;
    postId: string;
    commentOf: { ada: string; zoe: string };
    reactionOf: { ada: string; zoe: string };
  };
}

/** THE model of the rules, written apart from the code: whether a looker may see a post of an author. */
export function maySee(role: Role, author: Pick<Author, 'isPrivate'>, audience: Audience): boolean {
  if (!mayMeet(role) || audience === 'PRIVATE') return false;
  if (role === 'follower') return true;
  return audience === 'PUBLIC' && !author.isPrivate;
}

/** Whether the author exists for the looker at all. */
export function mayMeet(role: Role): boolean {
  return role !== 'blocked' && role !== 'blocker';
}

/** Lets everybody meet, publish, comment and mention each other; then follows end and blocks begin. */
export async function gather(world: TestSupergraph): Promise<Cast> {
  const { url } = world;
  const named = roles.filter((role) => role !== 'nobody');
  const [ada, zoe, host, ...people] = await Promise.all(
    Array.from({ length: 3 + named.length }, () => signUp(url)),
  );
  if (!ada || !zoe || !host) throw new Error('nobody came');
  const lookers = Object.fromEntries([
    ['nobody', null],
    ...named.map((role, at) => [role, people[at]]),
  ]) as Cast['lookers'];

  // Everybody but the stranger follows both while both are open; then Zoe's account becomes private.
  const friends = named.filter((role) => role !== 'stranger').map((role) => lookers[role] as Person);
  const follow = (who: Person, whom: Person) => who.act('followUser', { userId: whom.id }, 'user { id }');
  for (const author of [ada, zoe])
    await Promise.all([...friends, host].map((friend) => follow(friend, author)));
  await Promise.all([follow(ada, host), follow(zoe, host)]);
  await zoe.act('updateProfile', { isPrivate: true }, 'user { id }');

  const names = people.map(({ username }) => `@${username}`).join(' ');
  const react = async (person: Person, subjectId: string): Promise<string> => {
    const { reaction } = await person.act('react', { subjectId, kind: 'LOVE' }, 'reaction { id }');
    return reaction.id;
  };
  const publish = async (person: Person, isPrivate: boolean): Promise<Author> => {
    const posts = {} as Author['posts'];
    for (const audience of audiences) {
      const poll = { choices: ['Yes', 'No'], durationMinutes: 60 };
      const post = { body: `${audience} for ${names}`, visibility: audience, poll };
      const postId = (await person.act('createPost', post, 'post { id }')).post.id;
      await person.act('editPost', { postId, body: `${audience} edited for ${names}` }, 'post { id }');
      const commentId = await person.comment(postId, `said to ${names}`);
      await react(person, commentId);
      posts[audience] = { postId, commentId, reactionId: await react(person, postId) };
    }
    return { person, isPrivate, posts };
  };
  const hostPost = await host.post('Everybody welcome');
  const cast: Cast = {
    lookers,
    ada: await publish(ada, false),
    zoe: await publish(zoe, true),
    host: {
      person: host,
      postId: hostPost,
      commentOf: { ada: await ada.comment(hostPost), zoe: await zoe.comment(hostPost) },
      reactionOf: { ada: await react(ada, hostPost), zoe: await react(zoe, hostPost) },
    },
  };

  const { formerFollower, blocked, blocker, muted } = lookers as Record<Role, Person>;
  for (const author of [ada, zoe]) {
    await formerFollower.act('unfollowUser', { userId: author.id }, 'user { id }');
    await author.act('blockUser', { userId: blocked.id }, 'user { id }');
    await blocker.act('blockUser', { userId: author.id }, 'user { id }');
    await author.act('muteUser', { userId: muted.id }, 'user { id }');
    await muted.act('unfollowUser', { userId: author.id }, 'user { id }');
  }
  await settled(world);
  return cast;
}
