import type { CommentId, GroupId, PostId, UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type { Connection } from '@ursa/pagination';
import { typeOf } from './kinds.ts';
import type { Search } from './search.ts';
import type { FoundRow } from './statements.ts';

/** A tag, of which posts knows the rest by its name. */
export interface TagReference {
  readonly __typename?: 'Tag';
  readonly name: string;
}

/** A reference to what was found; its owner fills in the rest, and has the last word on who sees it. */
export type Found =
  | { readonly __typename: 'User'; readonly id: UserId }
  | { readonly __typename: 'Post'; readonly id: PostId }
  | { readonly __typename: 'Comment'; readonly id: CommentId }
  | { readonly __typename: 'Group'; readonly id: GroupId }
  | (TagReference & { readonly __typename: 'Tag' });

/** A result in its list, and the search it is of. */
export interface FoundEdge {
  readonly cursor: string;
  readonly node: Found;
  readonly row: FoundRow;
  readonly search: Search;
}

/** A page of results, and the search they are of. */
export interface FoundPage extends Omit<Connection<Found>, 'edges'> {
  readonly edges: readonly FoundEdge[];
  readonly search: Search;
}

/** The reference to a document. */
export function foundOf({ kind, id, name }: Pick<FoundRow, 'kind' | 'id' | 'name'>): Found {
  switch (typeOf(kind)) {
    case 'USER':
      return { __typename: 'User', id: fromUuid('user', id) };
    case 'POST':
      return { __typename: 'Post', id: fromUuid('post', id) };
    case 'COMMENT':
      return { __typename: 'Comment', id: fromUuid('comment', id) };
    case 'GROUP':
      return { __typename: 'Group', id: fromUuid('group', id) };
    case 'TAG':
      return { __typename: 'Tag', name: name ?? '' };
  }
}
