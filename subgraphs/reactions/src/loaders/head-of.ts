import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { ReactionsRequest } from '../context.ts';
import type { SubjectId } from '../subjects/subject.ts';

/** The sequences of subjects: where their live channels stand. One statement for all. */
export function headOf({ db }: ReactionsRequest) {
  return new DataLoader<SubjectId, number>(async (ids) => {
    const { rows } = await db.execute<{ aggregate: string; sequence: string }>(sql`
      select aggregate, sequence from aggregates where aggregate = any(${sql.param([...ids])}::text[])
    `);
    const found = new Map(rows.map(({ aggregate, sequence }) => [aggregate, Number(sequence)]));
    return ids.map((id) => found.get(id) ?? 0);
  });
}
