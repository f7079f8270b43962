/** What a field says whose text `parseKeyText` cannot read. */
export const badEscape = String.raw`Invalid escape: use \\ for a backslash, \xNN for a byte`;
