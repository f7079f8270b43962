/** The query part of the URL as plain text fields: a key called `123` or `true` stays text. */

/** `?prefix=/config/&key=a` to its fields. */
export function parseSearchText(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/**
 * Fields to `?…`, leaving out what is absent. Slashes stay readable but for those at the very end: the router takes two
 * addresses that differ only in trailing slashes for the same one, and `a` and `a//` are different keys.
 */
export function formatSearchText(fields: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(fields)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string")
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text).replaceAll("%2F", "/")}`);
  const query = parts.join("&").replace(/\/+$/, (slashes) => "%2F".repeat(slashes.length));
  return query === "" ? "" : `?${query}`;
}
