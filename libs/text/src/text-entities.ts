/** A mention (`@name`) or hashtag (`#tag`) in a text. `start` and `end` are UTF-16 code units, end exclusive. */
export interface TextEntity {
  kind: 'mention' | 'hashtag';
  start: number;
  end: number;
  /** Without its sign; as written for a hashtag, in lower case for a mention. */
  name: string;
}

/** How many entities of each kind count in one text; later ones stay plain text. */
export const maxEntitiesPerKind = 50;

// A sign counts only where a word could begin: not in an address (`me@ursa`), a path (`/#top`) or a doubled sign.
const pattern =
  /(?<![\p{L}\p{M}\p{N}_@#/.&])(?:@(?<mention>\w{3,30})(?![\w@])|#(?<hashtag>[\p{L}\p{M}\p{N}_]{1,50})(?![\p{L}\p{M}\p{N}_#]))/gu;

/** The mentions and hashtags of a text, in order. */
export function textEntities(text: string): TextEntity[] {
  const found = { mention: 0, hashtag: 0 };
  const entities: TextEntity[] = [];
  for (const match of text.matchAll(pattern)) {
    const { mention, hashtag } = match.groups ?? {};
    const kind = mention === undefined ? 'hashtag' : 'mention';
    const name = mention?.toLowerCase() ?? hashtag ?? '';
    // A number alone is an ordinal (#1), not a topic.
    if (kind === 'hashtag' && /^\p{N}+$/u.test(name)) continue;
    if (++found[kind] > maxEntitiesPerKind) continue;
    entities.push({ kind, start: match.index, end: match.index + match[0].length, name });
  }
  return entities;
}

/** The distinct user names mentioned, in order of first mention. */
export function mentionedNames(text: string): string[] {
  const names = textEntities(text).flatMap(({ kind, name }) => (kind === 'mention' ? [name] : []));
  return [...new Set(names)];
}
