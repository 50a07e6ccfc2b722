import type { NewEvent } from '@ursa/events';
import {
  CommentAdded,
  CommentDeleted,
  CommentEdited,
  GroupChanged,
  GroupCreated,
  GroupMemberJoined,
  GroupMemberLeft,
  PostCreated,
  PostDeleted,
  PostEdited,
  ProfileChanged,
  ProfileCreated,
  Reacted,
  ReactionRemoved,
  UserBlocked,
  UserFollowed,
  UserUnblocked,
  UserUnfollowed,
} from '@ursa/events/contracts';
import type { CommentId, GroupId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { search } from '../src/subgraph.ts';
import { deliver, indexState } from './index-state.ts';
import { postState } from './search-world.ts';

const [any, plain] = await Promise.all([startTestSubgraph(search), startTestSubgraph(search)]);

/** One thing that happened, and to what: `on` and `text` make it this or that. */
interface Step {
  readonly what:
    | 'profile'
    | 'follow'
    | 'block'
    | 'post'
    | 'unpost'
    | 'comment'
    | 'uncomment'
    | 'react'
    | 'group'
    | 'member';
  readonly who: number;
  readonly whom: number;
  readonly on: boolean;
  readonly text: string;
}

const text = fc.constantFrom(
  'plums and pears',
  'the plum is #ripe',
  'die Birne ist #reif und gut',
  '',
  'pear',
);
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'profile',
    'follow',
    'block',
    'post',
    'post',
    'unpost',
    'comment',
    'comment',
    'uncomment',
    'react',
    'group',
    'member',
  ),
  who: fc.nat(1),
  whom: fc.nat(1),
  on: fc.boolean(),
  text,
});

// The whole history, in any order of arrival, each event twice. An event's place in history is its sequence.
const history = fc.array(step, { maxLength: 30 }).chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    arrivals: fc.shuffledSubarray([...steps.keys(), ...steps.keys()], { minLength: 2 * steps.length }),
  }),
);

interface Cast {
  readonly people: readonly UserId[];
  readonly posts: readonly PostId[];
  readonly comments: readonly CommentId[];
  readonly groups: readonly GroupId[];
}

function eventOf({ what, who, whom, on, text: body }: Step, cast: Cast): NewEvent {
  const [userId, other] = [cast.people[who] as UserId, cast.people[whom] as UserId];
  const [postId, commentId, groupId] = [
    cast.posts[whom] as PostId,
    cast.comments[whom] as CommentId,
    cast.groups[whom] as GroupId,
  ];
  const authorId = cast.people[0] as UserId;
  switch (what) {
    case 'profile': {
      const profile = {
        userId,
        username: `name${who}`,
        displayName: body || 'Nobody',
        isPrivate: on,
        bio: body,
      };
      return (on ? ProfileChanged : ProfileCreated).create(userId, profile);
    }
    case 'follow': {
      const edge = { followerId: userId, followedId: other };
      return on
        ? UserFollowed.create(userId, { ...edge, approved: false })
        : UserUnfollowed.create(userId, edge);
    }
    case 'block':
      return (on ? UserBlocked : UserUnblocked).create(userId, { blockerId: userId, blockedId: other });
    case 'post': {
      const state = postState(postId, authorId, body, { visibility: on ? 'PUBLIC' : 'FOLLOWERS' });
      return (on ? PostCreated : PostEdited).create(postId, state);
    }
    case 'unpost':
      return PostDeleted.create(postId, { postId, authorId });
    case 'comment': {
      const comment = { commentId, postId, authorId, mentionedIds: [], body };
      const answered = { postAuthorId: authorId, parentId: null, parentAuthorId: null };
      return on
        ? CommentAdded.create(postId, { ...comment, ...answered })
        : CommentEdited.create(postId, comment);
    }
    case 'uncomment':
      return CommentDeleted.create(postId, { commentId, postId, authorId });
    case 'react': {
      const reaction = {
        subjectId: postId,
        postId,
        subjectAuthorId: authorId,
        reactorId: userId,
        kind: 'LIKE',
      };
      return on
        ? Reacted.create(postId, { ...reaction, previousKind: null })
        : ReactionRemoved.create(postId, reaction);
    }
    case 'group': {
      const group = { groupId, handle: `group${whom}`, name: body, description: body } as const;
      return (on ? GroupCreated : GroupChanged).create(groupId, {
        ...group,
        privacy: on ? 'PUBLIC' : 'SECRET',
      });
    }
    case 'member':
      return on
        ? GroupMemberJoined.create(groupId, { groupId, userId, role: 'MEMBER' })
        : GroupMemberLeft.create(groupId, { groupId, userId, banned: false });
  }
}

/** What is gone for good takes nothing more; comments live as long as their posts. */
function asOwnersWould(steps: readonly Step[]): Step[] {
  const gone = new Set<string>();
  return steps.filter(({ what, whom }) => {
    if (what === 'unpost') gone.add(`post ${whom}`).add(`comment ${whom}`);
    else if (what === 'uncomment') gone.add(`comment ${whom}`);
    else return !gone.has(`${what} ${whom}`);
    return true;
  });
}

/** The last word on each row: all that an owner still knows. */
function lastWords(steps: readonly Step[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const [at, { what, who, whom, on }] of steps.entries()) {
    const thing = what.replace(/^un/, '');
    const key = ['profile'].includes(thing)
      ? `${thing} ${who}`
      : ['post', 'comment', 'group'].includes(thing)
        ? `${thing} ${whom}`
        : `${thing} ${who} ${whom}`;
    last.set(key, at);
    // An engagement begins with a comment and is not repeated by its edits.
    if (what === 'comment' && on) last.set(`${key} added`, at);
  }
  return last;
}

test('whatever comes in whatever order, and twice, the index holds what the owners do', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ steps: drawn, arrivals }) => {
      const steps = asOwnersWould(drawn);
      const two = <T>(make: () => T) => [make(), make()];
      const cast: Cast = {
        people: two(() => newId('user')),
        posts: two(() => newId('post')),
        comments: two(() => newId('comment')),
        groups: two(() => newId('group')),
      };
      for (const at of arrivals) {
        const one = steps[at];
        if (one) await deliver(any, eventOf(one, cast), at + 1);
      }
      const told = new Set(lastWords(steps).values());
      for (const at of [...told].sort((a, b) => a - b))
        await deliver(plain, eventOf(steps[at] as Step, cast), at + 1);
      expect(await indexState(any.db)).toEqual(await indexState(plain.db));
    }),
    { numRuns: 200 },
  );
}, 120_000);
