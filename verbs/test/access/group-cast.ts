import { foundGroup, freshHandle, invite } from '../world/groups.ts';
import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import type { Cast } from './cast.ts';
import type { Target } from './ways-in.ts';

/** Groups of Ada's, of which the host is a member and to which one more person is invited. */
export interface GroupCast {
  readonly secret: Target;
  readonly private: Target;
  readonly member: Person;
  readonly invited: Person;
}

/** Founds them. */
export async function gatherGroups(world: TestSupergraph, { ada, host }: Cast): Promise<GroupCast> {
  const invited = await signUp(world.url);
  const found = async (privacy: 'PRIVATE' | 'SECRET'): Promise<Target> => {
    const handle = freshHandle();
    const id = await foundGroup(ada.person, { privacy, handle, members: [host.person] });
    await invite(ada.person, id, invited);
    return { id, handle };
  };
  const cast = { secret: await found('SECRET'), private: await found('PRIVATE') };
  await settled(world);
  return { ...cast, member: host.person, invited };
}
