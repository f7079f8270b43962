/** Reading on where a listing left keys unread. */
import type { KeySpan } from "../../model/key-ranges.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { createAgenda } from "./agenda.ts";
import { askRanges, type AskRanges } from "./ask-ranges.ts";
import { explore } from "./explore.ts";
import type { Budget, Entry, Listing, ListingCall, Place } from "./listing.ts";
import { answerPiece, beginSplit, entriesOf, nodeOf, type Node } from "./outline.ts";
import { splitRest } from "./split.ts";
import { stretchOf, type Folder } from "./stretch.ts";

/** So many keys before the place are read as well, so that scrolling back finds them. */
const keysBefore = 250;
/** A stretch of so many keys is small enough to be listed from its start. */
const smallStretch = 128;
/** Questions for splitting a stretch on the way to the place. */
const questionsPerSplit = 240;
/** What is listed from there on: more than the keys before the place and a small stretch, so that the place is among it. */
const budget: Budget = { children: 500, ranges: 600, keys: 1500 };

/**
 * Reads what is unread around one place and gives the listing with it. An entry that is not unread stays as it is.
 * A large entry is split by counts on the way there; a few screens of children are read; the rest stays unread, in
 * exact counts. Rejects like `listFolder`.
 */
export async function readUnread(
  call: ListingCall,
  listing: Listing,
  place: Place,
  signal?: AbortSignal,
): Promise<Listing> {
  const target = listing.entries[place.entry];
  if (target?.kind !== "unread") return listing;
  const folder: Folder = listing;
  const ask = askRanges(call, listing.revision, signal);
  const { count, range } = target;
  const first = target.first ?? (await firstOf(ask, range));
  if (first === undefined) return listing;
  const root = nodeOf({ ...range, count, first }, folder);
  const ahead = await descend(ask, root, Math.max(0, Math.min(place.offset, count - 1) - keysBefore), folder);
  await explore(createAgenda(ahead, folder, count, budget), ask, () => {});
  return { ...listing, entries: replaceOne(listing.entries, place.entry, entriesOf([root])) };
}

/** Splits the nodes that hold an offset until they are small. Gives the open nodes from there on, in key order. */
async function descend(ask: AskRanges, root: Node, offset: number, folder: Folder): Promise<Node[]> {
  let [node, left]: [Node, number] = [root, offset];
  let ahead: Node[] = [];
  while (node.head === undefined && node.stretch.count > smallStretch && left > 0) {
    const ranges = splitRest(node.stretch, folder, { most: questionsPerSplit });
    const pieces = beginSplit(node, ranges, folder);
    const answers = await ask(ranges.map((range) => ({ ...range, limit: 1 })));
    const found: Node[] = [];
    for (const [at, piece] of pieces.entries()) {
      const answer = answers[at];
      const next = answer === undefined ? undefined : answerPiece(node, piece, answer, folder);
      if (next !== undefined) found.push(next);
    }
    // The first child holds what the pieces do not.
    left -= found.reduce((rest, { stretch }) => rest - stretch.count, node.stretch.count);
    if (left < 0) return [...found, ...ahead];
    const at = found.findIndex(({ stretch: { count } }) => {
      const isHere = left < count;
      if (!isHere) left -= count;
      return isHere;
    });
    const next = found[at];
    if (next === undefined) return ahead;
    ahead = [...found.slice(at + 1), ...ahead];
    node = next;
  }
  return [node, ...ahead];
}

async function firstOf(ask: AskRanges, range: KeySpan): Promise<KeyFacts | undefined> {
  const [answer] = await ask([{ ...range, limit: 1 }]);
  return answer === undefined ? undefined : stretchOf(range, answer)?.first;
}

function replaceOne(entries: readonly Entry[], at: number, by: readonly Entry[]): readonly Entry[] {
  return [...entries.slice(0, at), ...by, ...entries.slice(at + 1)];
}
