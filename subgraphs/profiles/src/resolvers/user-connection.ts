import type { UserId } from '@ursa/ids';
import type { Connection, Edge, Page, PageArgs, Slice } from '@ursa/pagination';
import { connection, idPart, instant, keyOf, parsePage } from '@ursa/pagination';
import type { Profile } from '../domain/profile.ts';

/** A person who may have become hidden since the list was read. */
type Person = Promise<Profile | null> | Profile | null;
export type UserConnectionModel = Connection<Person>;
export type UserEdgeModel = Edge<Person>;

/** Lists of people are ordered by the moment they came in; ids tell those of one moment apart. */
type Key = readonly [Date, UserId];
const latestFirst = keyOf(instant, idPart('user'));

/** A page of a list of people. @param list names the list and whose it is */
export function userPage(args: PageArgs, list: string): Page<Key> {
  return parsePage(args, { list, key: latestFirst });
}

/** Makes the connection of a page's rows. */
export function userConnection<Row>(
  slice: Slice<Row>,
  page: Page<Key>,
  options: {
    key: (row: Row) => Key;
    load: (id: UserId) => Person;
    totalCount: number | null | (() => Promise<number | null>);
  },
): UserConnectionModel {
  const { key, load, totalCount } = options;
  return connection<Row, Key, Person>(slice, page, { key, node: (row) => load(key(row)[1]), totalCount });
}
