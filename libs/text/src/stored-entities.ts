import type { UserId } from '@ursa/ids';
import { textEntities } from './text-entities.ts';

/** A mention or hashtag as it is kept with its text: who is meant was settled when the text was written. */
export type StoredEntity =
  | { kind: 'mention'; start: number; end: number; name: string; userId: UserId }
  | { kind: 'hashtag'; start: number; end: number; name: string };

/** The entities of a text; a mention of a name that nobody has stays plain text. */
export function storedEntities(text: string, people: ReadonlyMap<string, UserId>): StoredEntity[] {
  return textEntities(text).flatMap(({ kind, ...rest }): StoredEntity[] => {
    if (kind === 'hashtag') return [{ kind, ...rest }];
    const userId = people.get(rest.name);
    return userId ? [{ kind, ...rest, userId }] : [];
  });
}

/** The people mentioned, each once, in order of first mention. */
export function mentionedIds(entities: readonly StoredEntity[]): UserId[] {
  return [...new Set(entities.flatMap((entity) => (entity.kind === 'mention' ? [entity.userId] : [])))];
}

/** The people mentioned now who were not mentioned before: those whom an edit tells. */
export function newlyMentionedIds(now: readonly StoredEntity[], before: readonly StoredEntity[]): UserId[] {
  const known = new Set(mentionedIds(before));
  return mentionedIds(now).filter((id) => !known.has(id));
}

/** The hashtags, as they are searched: in lower case, each once, in order. */
export function tagsOf(entities: readonly StoredEntity[]): string[] {
  const names = entities.flatMap(({ kind, name }) => (kind === 'hashtag' ? [name.toLowerCase()] : []));
  return [...new Set(names)];
}

/** An entity as the API's TextEntity types show it; the person is a reference to the owner of User. */
export function presentEntity(entity: StoredEntity) {
  const { start, end, name } = entity;
  return entity.kind === 'hashtag'
    ? { __typename: 'HashtagEntity' as const, start, end, name }
    : {
        __typename: 'MentionEntity' as const,
        start,
        end,
        username: name,
        user: { __typename: 'User' as const, id: entity.userId },
      };
}
