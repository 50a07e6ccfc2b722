/**
 * How results are ranked (README.md says it in words). `document` and `total` are names of what the statement has at
 * hand, `query` its query and `moment` when the ranking began.
 */
export function scoreOf({
  document,
  query,
  total,
  moment,
}: {
  document: string;
  query: string;
  total: string;
  moment: string;
}): string {
  const relevance = `ts_rank('{0.1, 0.2, 0.4, 1}', ${document}.vector, ${query}, 32)`;
  const ageInDays = `greatest(0, extract(epoch from ${moment} - ${document}.created_at)::float8 / 86400)`;
  // People, groups and tags do not age.
  const recency = `case when ${document}.kind in (2, 3) then exp(-0.0231 * ${ageInDays}) else 0.5 end`;
  const engagement = `1 - 1 / (1 + ln(1 + greatest(0, coalesce(${total}, 0)::float8)))`;
  return `${relevance}::float8 * (0.5 + 0.3 * (${recency}) + 0.2 * (${engagement}))`;
}
