import type { GroupId, UserId } from '@ursa/ids';
import type { Connection, Edge, Page, Slice } from '@ursa/pagination';
import { connection, idPart, instant, keyOf } from '@ursa/pagination';
import type { GroupView } from '../domain/group-view.ts';
import type { GroupRole } from '../domain/permissions.ts';

interface Person {
  readonly __typename: 'User';
  readonly id: UserId;
}
/** A group that may have become hidden since the list was read. */
type MaybeGroup = Promise<GroupView | null>;

/** A connection whose edges tell more than their node. */
interface Detailed<Node, Details> extends Omit<Connection<Node>, 'edges'> {
  readonly edges: readonly (Edge<Node> & Details)[];
}

export type MemberConnection = Detailed<Person, { role: GroupRole; joinedAt: Date }>;
export type JoinRequestConnection = Detailed<Person, { requestedAt: Date }>;
export type InvitationConnection = Detailed<Person, { invitedAt: Date; invitedBy: Person }>;
export type BanConnection = Detailed<Person, { bannedAt: Date; bannedBy: Person }>;
export type JoinedGroupConnection = Detailed<MaybeGroup, { role: GroupRole; joinedAt: Date }>;
export type ReceivedInvitationConnection = Detailed<MaybeGroup, { invitedAt: Date; invitedBy: Person }>;

/** A reference to the owner of User, who decides whether the viewer may see them. */
export const person = (id: UserId): Person => ({ __typename: 'User', id });

// Lists are ordered by the moment something came in; ids tell those of one moment apart.
export const peopleKey = keyOf(instant, idPart('user'));
export const groupsKey = keyOf(instant, idPart('group'));

interface DetailedOptions<Row, Key, Node, Details> {
  readonly key: (row: Row) => Key;
  readonly node: (row: Row) => Node;
  readonly details: (row: Row) => Details;
  readonly totalCount?: number | null | (() => Promise<number | null>);
}

/** Makes the connection of a page's rows. */
export function detailed<Row, Key extends readonly [Date, UserId | GroupId], Node, Details>(
  slice: Slice<Row>,
  page: Page<Key>,
  { key, node, details, totalCount = null }: DetailedOptions<Row, Key, Node, Details>,
): Detailed<Node, Details> {
  const plain = connection<Row, Key, Node>(slice, page, { key, node, totalCount });
  const edges = plain.edges.map((edge, at) => ({ ...edge, ...details(slice.rows[at] as Row) }));
  return { ...plain, edges };
}
