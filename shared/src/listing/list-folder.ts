/**
 * Listing a folder without reading it. Every question costs etcd a walk over the keys that it counts, so each key is
 * walked over few times: the folder is split by the bytes that stand where names can differ, all ranges of a round in
 * one transaction; what is empty is never asked again; and what the first child of a stretch holds is what the rest
 * of the stretch does not. Small stretches are read whole.
 */
import type { Key } from "../bytes.ts";
import type { Revision } from "../int64.ts";
import { prefixRange } from "../range.ts";
import { createAgenda, requestsAtATime } from "./agenda.ts";
import { askRanges, type AskRanges } from "./ask-ranges.ts";
import { explore } from "./explore.ts";
import { defaultBudget, type Listing, type ListingCall, type ListingRequest } from "./listing.ts";
import { entriesOf, nodeOf, type Node } from "./outline.ts";
import { splitAll } from "./split.ts";
import { stretchOf, type EndedRange, type Folder } from "./stretch.ts";

/**
 * Lists a folder: all its children or, where there are more than the budget, the first of them and the rest as unread
 * stretches with exact counts. `onProgress` hears of every state on the way; each covers the whole folder.
 * Rejects with whatever failure the call throws. One that says the revision was compacted: start anew, without it.
 */
export async function listFolder(
  call: ListingCall,
  request: ListingRequest,
  onProgress?: (listing: Listing) => void,
): Promise<Listing> {
  const { prefix, delimiters, signal, known, budget = defaultBudget } = request;
  signal?.throwIfAborted();
  const folder: Folder = { prefix, delimiters };
  const revision = request.revision ?? (await newestRevision(call, prefix, signal));
  const ask = askRanges(call, revision, signal);
  const range = prefixRange(prefix);
  const nodes =
    known?.first === undefined
      ? await askBlindly(ask, splitAll(folder), folder)
      : [nodeOf({ ...range, count: known.count, first: known.first }, folder)];
  let count = 0;
  for (const { stretch } of nodes) count += stretch.count;
  const state = (): Listing => ({ prefix, delimiters, entries: entriesOf(nodes), count, revision });
  const agenda = createAgenda(nodes, folder, count, budget);
  onProgress?.(state());
  await explore(agenda, ask, () => onProgress?.(state()));
  return state();
}

/** The revision that everything is read at: a look at one key tells it. */
async function newestRevision(call: ListingCall, prefix: Key, signal: AbortSignal | undefined): Promise<Revision> {
  const { header } = await call.range({ key: prefixRange(prefix).key, keysOnly: true }, signal);
  if (header === undefined) throw new Error("a listing needs a header in etcd's answers");
  return header.revision;
}

/** What lies in each of the ranges, asked by as many requests as go at a time. */
async function askBlindly(ask: AskRanges, ranges: readonly EndedRange[], folder: Folder): Promise<Node[]> {
  // Neighbours go apart: names that begin with letters are counted by all requests alike.
  const parts = Array.from({ length: requestsAtATime }, (_, part) =>
    ranges.filter((_range, at) => at % requestsAtATime === part),
  );
  const answers = await Promise.all(parts.map((part) => ask(part.map((range) => ({ ...range, limit: 1 })))));
  return ranges.flatMap((range, at) => {
    const answer = answers[at % requestsAtATime]?.[Math.floor(at / requestsAtATime)];
    const stretch = answer === undefined ? undefined : stretchOf(range, answer);
    return stretch === undefined ? [] : [nodeOf(stretch, folder)];
  });
}
