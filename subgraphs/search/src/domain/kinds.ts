/** What can be found, by the number it is stored under. */
export const kinds = { USER: 1, POST: 2, COMMENT: 3, GROUP: 4, TAG: 5 } as const;

export type SearchType = keyof typeof kinds;
export type Kind = (typeof kinds)[SearchType];

/** The fields whose texts are indexed, in the order of `documents.texts`. */
export const fields = {
  USER: ['USERNAME', 'DISPLAY_NAME', 'BIO'],
  POST: ['BODY'],
  COMMENT: ['BODY'],
  GROUP: ['HANDLE', 'NAME', 'DESCRIPTION'],
  TAG: ['NAME'],
} as const satisfies Record<SearchType, readonly string[]>;

export type Field = (typeof fields)[SearchType][number];

const typesByKind = new Map(Object.entries(kinds).map(([type, kind]) => [kind, type as SearchType]));

/** The type stored under this number. */
export function typeOf(kind: number): SearchType {
  const type = typesByKind.get(kind as Kind);
  if (!type) throw new Error(`There is no kind ${kind} of document.`);
  return type;
}
