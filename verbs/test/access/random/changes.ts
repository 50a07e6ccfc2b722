import type { Change } from './change.ts';
import { groupChanges } from './group-changes.ts';
import type { Name, Visibility } from './model.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

const visibilities: readonly Visibility[] = ['PUBLIC', 'FOLLOWERS', 'PRIVATE'];

function two({ model }: Stage, random: Random): [Name, Name] {
  return random.some([...model.people.keys()], 2) as [Name, Name];
}

const follow: Change = async (stage, random) => {
  const { model, person, id } = stage;
  const [from, to] = two(stage, random);
  if (!model.meets(from, to) || model.follows(from, to)) return false;
  await person(from).act('followUser', { userId: id(to) }, 'user { id }');
  // A private account is asked first; it says yes.
  if (model.people.get(to)?.isPrivate)
    await person(to).act('answerFollowRequest', { userId: id(from), accept: true }, 'user { id }');
  model.follow(from, to);
  return true;
};

const unfollow: Change = async (stage, random) => {
  const [from, to] = two(stage, random);
  if (!stage.model.follows(from, to)) return false;
  await stage.person(from).act('unfollowUser', { userId: stage.id(to) }, 'user { id }');
  stage.model.unfollow(from, to);
  return true;
};

const block: Change = async (stage, random) => {
  const [from, to] = two(stage, random);
  if (!stage.model.meets(from, to)) return false;
  await stage.person(from).act('blockUser', { userId: stage.id(to) }, 'user { id }');
  stage.model.block(from, to);
  return true;
};

const unblock: Change = async (stage, random) => {
  const [from, to] = two(stage, random);
  if (!stage.model.blocks(from, to)) return false;
  await stage.person(from).act('unblockUser', { userId: stage.id(to) });
  stage.model.unblock(from, to);
  return true;
};

const togglePrivacy: Change = async (stage, random) => {
  const [name] = two(stage, random);
  const known = stage.model.people.get(name);
  if (!known) return false;
  await stage.person(name).act('updateProfile', { isPrivate: !known.isPrivate }, 'user { id }');
  known.isPrivate = !known.isPrivate;
  return true;
};

const changeVisibility: Change = async (stage, random) => {
  const [name, post] = random.pick([...stage.model.posts]);
  if (post.deleted || post.group !== null) return false;
  const visibility = random.pick(visibilities);
  await stage.person(post.author).act('editPost', { postId: stage.id(name), visibility }, 'post { id }');
  post.visibility = visibility;
  return true;
};

const deletePost: Change = async (stage, random) => {
  const [name, post] = random.pick([...stage.model.posts]);
  if (post.deleted) return false;
  await stage.person(post.author).act('deletePost', { postId: stage.id(name) });
  post.deleted = true;
  return true;
};

const deleteComment: Change = async (stage, random) => {
  const [name, comment] = random.pick([...stage.model.comments]);
  if (comment.deleted || !stage.model.seesPost(comment.author, comment.post)) return false;
  await stage.person(comment.author).act('deleteComment', { commentId: stage.id(name) });
  comment.deleted = true;
  return true;
};

const publish: Change = async (stage, random) => {
  const [author] = two(stage, random);
  await stage.publish(author, random.pick(visibilities));
  return true;
};

const comment: Change = async (stage, random) => {
  const [author] = two(stage, random);
  const [name] = random.pick([...stage.model.posts]);
  if (!stage.model.seesPost(author, name)) return false;
  await stage.comment(author, name);
  return true;
};

/** Rare ones once, frequent ones several times. */
const changes: readonly Change[] = [
  ...[follow, follow, follow, unfollow, block, block, unblock, unblock, togglePrivacy],
  ...[changeVisibility, changeVisibility, deletePost, deleteComment, publish, publish, comment, comment],
  ...groupChanges,
];

/** Makes one change, whichever chance finds possible. */
export async function changeSomething(stage: Stage, random: Random): Promise<void> {
  while (!(await random.pick(changes)(stage, random)));
}
