import type { Tx } from '@ursa/database';
import type { GroupId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { GroupsContext } from '../context.ts';
import type { GroupView } from '../domain/group-view.ts';
import { groupPath, holdGroup, noSuchGroup } from '../domain/hold-group.ts';

/** What every mutation on a group takes. */
interface GroupInput {
  readonly groupId: string;
  readonly clientMutationId?: string | null | undefined;
}

/** A group that is held, and what is to be done with it. */
export interface GroupScope<Input, Checked> {
  readonly tx: Tx;
  readonly viewer: UserId;
  readonly group: GroupView;
  readonly input: Input;
  readonly checked: Checked;
}

interface GroupMutation<Input, Parsed, Checked> {
  readonly name: string;
  /** Reads the ids in the input. */
  readonly parse: (input: Input) => Outcome<Parsed>;
  /** Asks others what must be so, before anything is held. */
  readonly check: (parsed: Parsed, context: GroupsContext, groupId: GroupId) => Promise<Outcome<Checked>>;
  readonly act: (scope: GroupScope<Input, Checked>) => Promise<Outcome<null>>;
}

/** The resolver of a mutation on a group that the viewer may see. */
export function checkedGroupMutation<Input extends GroupInput, Parsed, Checked>({
  name,
  parse,
  check,
  act,
}: GroupMutation<Input, Parsed, Checked>) {
  return viewerMutation({
    name,
    entity: 'group',
    async run({
      viewer,
      input,
      tx,
      context,
    }: MutationScope<Input, GroupsContext>): Promise<Outcome<GroupId>> {
      const id = idInput('group', input.groupId, groupPath);
      if (!id.ok) return id;
      const parsed = parse(input);
      if (!parsed.ok) return parsed;
      if (!(await context.loaders.groupById.load(id.value))) return noSuchGroup;
      const checked = await check(parsed.value, context, id.value);
      if (!checked.ok) return checked;
      const group = await holdGroup(tx, viewer, id.value);
      if (!group.ok) return group;
      const outcome = await act({ tx, viewer, group: group.value, input, checked: checked.value });
      return outcome.ok ? id : outcome;
    },
    answer: (id, { loaders }) => loaders.groupById.load(id),
  });
}

/** The resolver of a mutation that names nothing but the group. */
export function groupMutation<Input extends GroupInput>(
  name: string,
  act: (scope: GroupScope<Input, null>) => Promise<Outcome<null>>,
) {
  return checkedGroupMutation<Input, null, null>({
    name,
    parse: () => done(null),
    check: async () => done(null),
    act,
  });
}

/**
 * The resolver of a mutation on somebody in a group. People hidden from the viewer are none: the answer is that of
 * `what` that never was.
 */
export function memberMutation<Input extends GroupInput & { readonly userId: string }>(
  name: string,
  what: string,
  act: (scope: GroupScope<Input, UserId>) => Promise<Outcome<null>>,
) {
  return checkedGroupMutation<Input, UserId, UserId>({
    name,
    parse: ({ userId }) => idInput('user', userId, ['userId']),
    check: async (userId, { loaders }) =>
      (await loaders.visible.load(userId)) ? done(userId) : failed(notFound(what, ['userId'])),
    act,
  });
}
