/**
 * The headers that go with the app's files, read from the `_headers` file that a deployment uses too, so that the
 * policy of content security and its like is written once.
 * The format: https://developers.cloudflare.com/workers/static-assets/headers/
 */

interface HeaderRule {
  readonly path: RegExp;
  /** In the file's order; an undefined value takes the header away. */
  readonly headers: readonly (readonly [name: string, value: string | undefined])[];
}

export type HeaderRules = readonly HeaderRule[];

/** `*` stands for anything, `:name` for one path segment. */
function pathPattern(path: string): RegExp {
  const source = path
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll(/:[A-Za-z]\w*/g, "[^/]+");
  return new RegExp(`^${source}$`);
}

/** Reads a `_headers` file. Lines that are neither path nor header, and rules for whole addresses, are passed over. */
export function parseAssetHeaders(text: string): HeaderRules {
  const rules: HeaderRule[] = [];
  let headers: [string, string | undefined][] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (raw === raw.trimStart()) {
      headers = [];
      // A rule for an address is meant for one name of a deployment.
      if (line.startsWith("/")) rules.push({ path: pathPattern(line), headers });
      continue;
    }
    const colon = line.indexOf(":");
    if (line.startsWith("! ")) headers.push([line.slice(2).trim(), undefined]);
    else if (colon > 0) headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/**
 * Puts the headers of every rule that fits `path` onto `headers`. The first rule that names a header replaces what was
 * there before; further ones are joined to it with a comma.
 */
export function applyAssetHeaders(rules: HeaderRules, path: string, headers: Headers): void {
  const named = new Set<string>();
  for (const rule of rules) {
    if (!rule.path.test(path)) continue;
    for (const [name, value] of rule.headers) {
      const key = name.toLowerCase();
      if (value === undefined) headers.delete(name);
      else if (named.has(key)) headers.append(name, value);
      else headers.set(name, value);
      named.add(key);
    }
  }
}
