/** `2026-11-20 08:14:09 UTC` for milliseconds since 1970; undefined where no calendar has them. */
export function utcText(ms: number): string | undefined {
  const date = new Date(Math.trunc(ms));
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date
    .toISOString()
    .replace("T", " ")
    .replace(/(?:\.000)?Z$/, "")} UTC`;
}
