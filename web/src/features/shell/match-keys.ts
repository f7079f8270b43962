/** How well a query spells a shortcut, as people write one: `ctrl s`, `Ctrl+S`, `⌘S`, `g k`, `gk`, `del`. Pure. */

const spellings: Readonly<Record<string, string>> = {
  ctrl: "mod",
  control: "mod",
  cmd: "mod",
  command: "mod",
  "⌘": "mod",
  "⇧": "shift",
  esc: "escape",
  del: "delete",
  "⌦": "delete",
  return: "enter",
  "↵": "enter",
};

/** The keys that a text names, each in one spelling. */
function keysIn(text: string): readonly string[] {
  const spaced = text
    .toLowerCase()
    .replaceAll(/[⌘⇧⌦↵]/gu, " $& ")
    .replaceAll(/(?<=\S)\+(?=\S)/g, " ");
  const parts = spaced.split(/[\s,]+/).filter((part) => part !== "");
  // Between two keys a plus parts them; alone, it is one.
  return parts.flatMap((part) => (part === "+" && parts.length > 1 ? [] : [spellings[part] ?? part]));
}

/** 0: the query is the whole shortcut, in its order or as `gk` for two letters; 1: a part of it; undefined: neither. */
export function fitKeys(shortcut: string, query: string): 0 | 1 | undefined {
  const keys = keysIn(shortcut);
  const asked = keysIn(query);
  if (asked.length === 0) return undefined;
  if (keys.join(" ") === asked.join(" ")) return 0;
  const isSequence = keys.length > 1 && keys.every((key) => key.length === 1);
  if (isSequence && keys.join("") === asked.join("")) return 0;
  // Of a sequence only its beginning is a part: what begins with G, and not what ends with it.
  if (isSequence) return asked.length === 1 && keys[0] === asked[0] ? 1 : undefined;
  const isPart = asked.every(
    (key) => keys.includes(key) || (key.length > 1 && keys.some((name) => name.startsWith(key))),
  );
  return isPart ? 1 : undefined;
}
