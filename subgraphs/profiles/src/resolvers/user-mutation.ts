import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, requestError, requireViewer, viewerMutation } from '@ursa/subgraph-kit';
import type { ProfilesContext } from '../context.ts';
import type { Profile } from '../domain/profile.ts';

/** What every mutation between the viewer and another person takes. */
interface UserInput {
  readonly userId: string;
  readonly clientMutationId?: string | null | undefined;
}

interface UserMutation<Input extends UserInput> {
  readonly name: string;
  /** The effect, on the person whom the input names. */
  readonly act: (tx: Tx, viewer: UserId, userId: UserId, input: Input) => Promise<Outcome<UserId>>;
  /** The person in the answer. @default as far as they exist for the viewer */
  readonly show?: (id: UserId, context: ProfilesContext) => Promise<Profile | null>;
}

/** The resolver of a mutation between the viewer and another person. */
export function userMutation<Input extends UserInput>({ name, act, show = showPerson }: UserMutation<Input>) {
  const mutate = viewerMutation({
    name,
    entity: 'user',
    async run({ viewer, input, tx }: MutationScope<Input, ProfilesContext>): Promise<Outcome<UserId>> {
      const id = idInput('user', input.userId, ['userId']);
      return id.ok ? act(tx, viewer, id.value, input) : id;
    },
    answer: show,
  });
  return async (parent: unknown, args: { input: Input }, context: ProfilesContext) => {
    await meet(context, args.input.userId);
    return mutate(parent, args, context);
  };
}

/** The person in the answer, as far as they exist for the viewer. */
export function showPerson(id: UserId, { loaders }: ProfilesContext): Promise<Profile | null> {
  return loaders.person.load(id);
}

/**
 * Makes the profiles of the viewer and of this person if they are not there yet. Identity is asked before the
 * transaction, which waits for nobody outside the database.
 */
export async function meet(context: ProfilesContext, other?: string): Promise<void> {
  const id = other === undefined ? undefined : parseId('user', other);
  const { person } = context.loaders;
  const [viewer] = await Promise.all([person.load(requireViewer(context)), id && person.load(id)]);
  if (!viewer) throw requestError('UNAUTHENTICATED', 'This account is no more.');
}
