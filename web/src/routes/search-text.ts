/** The query part of the URL as plain text fields: a key called `123` or `true` stays text. */

/** `?prefix=/config/&key=a` to its fields. */
export function parseSearchText(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Fields to `?…`, leaving out what is absent; slashes stay readable. */
export function formatSearchText(fields: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(fields)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string")
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text).replaceAll("%2F", "/")}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}
