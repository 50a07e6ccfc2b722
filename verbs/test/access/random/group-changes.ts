import type { Change } from './change.ts';
import type { ModelGroup, Name, Privacy } from './model.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

const privacies: readonly Privacy[] = ['PUBLIC', 'PRIVATE', 'SECRET'];

const anybody = ({ model }: Stage, random: Random): Name => random.pick([...model.people.keys()]);
const aGroup = ({ model }: Stage, random: Random): [Name, ModelGroup] | undefined =>
  model.groups.size === 0 ? undefined : random.pick([...model.groups]);

const open: Change = async (stage, random) => {
  await stage.openGroup(anybody(stage, random), random.pick(privacies));
  return true;
};

/** In as that kind of group lets people in: at once, by request, or by invitation. */
const join: Change = async (stage, random) => {
  const who = anybody(stage, random);
  const [name, group] = aGroup(stage, random) ?? [];
  if (!name || !group || group.members.has(who) || !stage.model.meets(who, group.owner)) return false;
  const groupId = stage.id(name);
  const owner = stage.person(group.owner);
  const joiner = stage.person(who);
  if (group.privacy === 'SECRET') {
    await owner.act('inviteToGroup', { groupId, userId: stage.id(who) });
    await joiner.act('answerGroupInvitation', { groupId, accept: true });
  } else {
    await joiner.act('joinGroup', { groupId });
    if (group.privacy === 'PRIVATE')
      await owner.act('answerJoinRequest', { groupId, userId: stage.id(who), accept: true });
  }
  group.members.add(who);
  return true;
};

const leave: Change = async (stage, random) => {
  const [name, group] = aGroup(stage, random) ?? [];
  const who = group && [...group.members].find((member) => member !== group.owner);
  if (!name || !who) return false;
  const groupId = stage.id(name);
  // Of one's own will, or not.
  if (random.pick([true, false])) await stage.person(who).act('leaveGroup', { groupId });
  else await stage.person(group.owner).act('removeGroupMember', { groupId, userId: stage.id(who) });
  group.members.delete(who);
  return true;
};

const changePrivacy: Change = async (stage, random) => {
  const [name, group] = aGroup(stage, random) ?? [];
  if (!name || !group) return false;
  const privacy = random.pick(privacies.filter((other) => other !== group.privacy));
  await stage.person(group.owner).act('updateGroup', { groupId: stage.id(name), privacy });
  group.privacy = privacy;
  return true;
};

const publish: Change = async (stage, random) => {
  const [name, group] = aGroup(stage, random) ?? [];
  if (!name || !group) return false;
  await stage.publish(random.pick([...group.members]), 'PUBLIC', name);
  return true;
};

/** What changes who may see a group and what is published in it. */
export const groupChanges: readonly Change[] = [
  open,
  join,
  join,
  join,
  leave,
  changePrivacy,
  publish,
  publish,
];
