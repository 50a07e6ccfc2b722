import { foundGroup, freshHandle, invite, postIn } from '../world/groups.ts';
import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import type { Cast } from './cast.ts';
import type { Target } from './ways-in.ts';

/** A group, and a post with a comment in it. */
export interface CastGroup extends Target {
  readonly postId: string;
  readonly commentId: string;
}

/** Groups of Ada's, of which the host is a member and to which one more person is invited. */
export interface GroupCast {
  readonly secret: CastGroup;
  readonly private: CastGroup;
  readonly member: Person;
  readonly invited: Person;
}

/** Founds them. */
export async function gatherGroups(world: TestSupergraph, { ada, host }: Cast): Promise<GroupCast> {
  const invited = await signUp(world.url);
  const found = async (privacy: 'PRIVATE' | 'SECRET'): Promise<CastGroup> => {
    const handle = freshHandle();
    const id = await foundGroup(ada.person, { privacy, handle, members: [host.person] });
    await invite(ada.person, id, invited);
    const postId = await postIn(id, host.person);
    return { id, handle, postId, commentId: await host.person.comment(postId) };
  };
  const cast = { secret: await found('SECRET'), private: await found('PRIVATE') };
  await settled(world);
  return { ...cast, member: host.person, invited };
}
