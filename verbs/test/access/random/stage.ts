import type { Person } from '../../world/person.ts';
import { signUp } from '../../world/person.ts';
import type { TestSupergraph } from '../../world/supergraph.ts';
import type { Name, Privacy, Visibility } from './model.ts';
import { Model } from './model.ts';

/** The system under test beside the model of its rules: every change is made to both. */
export interface Stage {
  readonly world: TestSupergraph;
  readonly model: Model;
  /** The people by the model's names. */
  readonly people: ReadonlyMap<Name, Person>;
  /** The ids that things of the model have in the system. */
  readonly idOf: Map<Name, string>;
  person(name: Name): Person;
  id(name: Name): string;
  publish(author: Name, visibility: Visibility, group?: Name): Promise<void>;
  comment(author: Name, post: Name): Promise<void>;
  openGroup(owner: Name, privacy: Privacy): Promise<void>;
}

/** A word in every text, so that search can look for all of them. */
export const commonWord = 'marmalade';

/** Signs people up on an empty stage. */
export async function openStage(world: TestSupergraph, count: number): Promise<Stage> {
  const model = new Model();
  const people = new Map<Name, Person>();
  const idOf = new Map<Name, string>();
  for (let at = 0; at < count; at += 1) {
    const person = await signUp(world.url);
    model.people.set(person.username, { isPrivate: false });
    people.set(person.username, person);
    idOf.set(person.username, person.id);
  }
  const known = <T>(map: ReadonlyMap<Name, T>, name: Name): T => {
    const value = map.get(name);
    if (value === undefined) throw new Error(`Nobody on stage is called ${name}.`);
    return value;
  };
  const person = (name: Name) => known(people, name);
  const id = (name: Name) => known(idOf, name);
  return {
    world,
    model,
    people,
    idOf,
    person,
    id,
    async publish(author, visibility, group) {
      const name = `post ${model.posts.size}`;
      const groupId = group === undefined ? {} : { groupId: id(group) };
      const poll = { choices: ['Yes', 'No'], durationMinutes: 60 };
      const input = {
        poll,
        body: `${commonWord} #${commonWord} ${model.posts.size}`,
        visibility,
        ...groupId,
      };
      const { post } = await person(author).act('createPost', input, 'post { id }');
      idOf.set(name, post.id);
      model.posts.set(name, { author, visibility, group: group ?? null, deleted: false });
    },
    async comment(author, post) {
      const name = `comment ${model.comments.size}`;
      idOf.set(name, await person(author).comment(id(post), `${commonWord} ${model.comments.size}`));
      model.comments.set(name, { author, post, deleted: false });
    },
    async openGroup(owner, privacy) {
      const name = `group ${model.groups.size}`;
      const handle = `${name.replace(' ', '_')}_${owner.slice(-6)}`;
      const { group } = await person(owner).act(
        'createGroup',
        { handle, name: commonWord, privacy },
        'group { id }',
      );
      idOf.set(name, group.id);
      model.groups.set(name, { owner, privacy, members: new Set([owner]) });
    },
  };
}
