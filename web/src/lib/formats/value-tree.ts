/** A structured value as a tree: scalars as they are written, members in their order, duplicates included. */

export interface TreeValue {
  readonly kind: "object" | "array" | "string" | "number" | "word" | "bytes";
  /** A scalar as people read it; of an object or array, what copying it gives. */
  readonly text: string;
  readonly members: readonly TreeMember[];
}

export interface TreeMember {
  /** A member's name, or an item's place. */
  readonly name: string;
  /** How a path spells the step to it: `.name`, `["a b"]`, `[0]`. */
  readonly step: string;
  /** Another member of the same object has this name too. */
  readonly duplicate: boolean;
  readonly value: TreeValue;
}

/** One line of the tree as it stands on the screen. */
export interface TreeLine {
  /** Its places from the root, joined by dots: no two lines share it, whatever the names. */
  readonly id: string;
  readonly depth: number;
  readonly path: string;
  readonly name: string;
  readonly duplicate: boolean;
  readonly value: TreeValue;
  readonly open: boolean;
}

/** The step to a member of an object. */
export function nameStep(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The members of an object, with those marked whose name stands there twice. */
export function markDuplicates(members: readonly { readonly name: string; readonly value: TreeValue }[]): TreeMember[] {
  const counts = new Map<string, number>();
  for (const { name } of members) counts.set(name, (counts.get(name) ?? 0) + 1);
  return members.map(({ name, value }) => ({
    name,
    value,
    step: nameStep(name),
    duplicate: (counts.get(name) ?? 0) > 1,
  }));
}

/** The items of an array as members. */
export function numberItems(items: readonly TreeValue[]): TreeMember[] {
  return items.map((value, at) => ({ name: String(at), step: `[${at}]`, duplicate: false, value }));
}

/** The lines that are to be seen; `toggled` holds the IDs that stand the other way than `opensByItself` says. */
export function listTreeLines(
  root: TreeValue,
  toggled: ReadonlySet<string>,
  opensByItself: (depth: number) => boolean,
): TreeLine[] {
  const lines: TreeLine[] = [];
  // A stack of one's own: a value may be nested deeper than calls may be.
  const waiting: Omit<TreeLine, "open">[] = [{ id: "", depth: 0, path: "$", name: "$", duplicate: false, value: root }];
  for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
    const open = line.value.members.length > 0 && opensByItself(line.depth) !== toggled.has(line.id);
    lines.push({ ...line, open });
    if (!open) continue;
    const { id, depth, path } = line;
    for (let at = line.value.members.length - 1; at >= 0; at--) {
      const member = line.value.members[at];
      if (member === undefined) continue;
      const { name, step, duplicate, value } = member;
      waiting.push({ id: `${id}.${at}`, depth: depth + 1, path: path + step, name, duplicate, value });
    }
  }
  return lines;
}
