import DataLoader from 'dataloader';
import type { Slice } from './connection.ts';
import type { Page } from './page.ts';

/** Loads pages of one kind of list; those of many parents together. */
export interface PageLoader<Parent, Row> {
  /** @param variant what else tells lists of one parent apart, for example their order */
  load(parent: Parent, page: Page, variant?: string): Promise<Slice<Row>>;
}

interface Wanted<Parent> {
  readonly parent: Parent;
  readonly page: Page;
  readonly variant: string;
}

/**
 * Batches the pages that one moment of an operation wants: a statement for each distinct page, not for each
 * parent.
 * @example pageLoader((posts, page) => pagesOf(db, { from: comments, parent: comments.postId, parents: posts, … }, page))
 */
export function pageLoader<Parent, Row>(
  loadPages: (parents: readonly Parent[], page: Page, variant: string) => Promise<Map<Parent, Slice<Row>>>,
): PageLoader<Parent, Row> {
  const loader = new DataLoader<Wanted<Parent>, Slice<Row>>(
    async (wanted) => {
      const groups = Map.groupBy(wanted, shapeOf);
      const loaded = new Map<string, Map<Parent, Slice<Row>>>();
      await Promise.all(
        groups.entries().map(async ([shape, group]) => {
          const [{ page, variant }] = group as [Wanted<Parent>];
          const parents = group.map(({ parent }) => parent);
          loaded.set(shape, await loadPages(parents, page, variant));
        }),
      );
      return wanted.map((one) => loaded.get(shapeOf(one))?.get(one.parent) ?? { rows: [], more: false });
    },
    { cache: false },
  );
  return { load: (parent, page, variant = '') => loader.load({ parent, page, variant }) };
}

// Everything the statement depends on but the parent; a cursor fits one parent only, so such pages stand alone.
function shapeOf({ page, variant }: Wanted<unknown>): string {
  const { direction, size, after, before } = page;
  return JSON.stringify([variant, direction, size, after ?? null, before ?? null]);
}
