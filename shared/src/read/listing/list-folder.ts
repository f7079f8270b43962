/**
 * Listing a folder without reading it. Every question costs etcd a walk over the keys that it counts, so each key is
 * walked over few times: the folder is split by the bytes that stand where names can differ, all ranges of a round in
 * one transaction; what is empty is never asked again; and what the first child of a stretch holds is what the rest
 * of the stretch does not. Small stretches are read whole.
 */
import type { KeySpan } from "../../model/key-ranges.ts";
import type { Key } from "../../model/bytes.ts";
import { int64, type Revision } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { createAgenda, requestsAtATime } from "./agenda.ts";
import { readFolder } from "./reading-policy.ts";
import { askRanges, type AskRanges } from "./ask-ranges.ts";
import { folderOf } from "./child.ts";
import { explore } from "./explore.ts";
import { defaultBudget, type Listing, type ListingCall, type ListingRequest } from "./listing.ts";
import { answerKeys, entriesOf, nodeOf, type Node } from "./outline.ts";
import { splitAll } from "./split.ts";
import { stretchOf, type Folder } from "./stretch.ts";

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
  const { prefix, delimiters, signal, budget = defaultBudget } = request;
  signal?.throwIfAborted();
  const folder: Folder = { prefix, delimiters };
  const { nodes, open = nodes, revision } = await begin(call, request, folder);
  const ask = askRanges(call, revision, signal);
  let count = 0;
  for (const { stretch } of nodes) count += stretch.count;
  const state = (): Listing => ({ prefix, delimiters, entries: entriesOf(nodes), count, revision });
  const agenda = createAgenda(open, folder, count, budget);
  onProgress?.(state());
  await explore(agenda, ask, () => onProgress?.(state()));
  return state();
}

/** What is known after the first look. */
interface Beginning {
  /** They follow each other, and hold all of the folder. */
  readonly nodes: readonly Node[];
  /** What of them is not known to its end; left out: all. */
  readonly open?: readonly Node[];
  readonly revision: Revision;
}

async function begin(call: ListingCall, request: ListingRequest, folder: Folder): Promise<Beginning> {
  const { prefix, delimiters, signal, known, hint } = request;
  const range = prefixRange(prefix);
  if (known?.first === undefined) {
    const isSmall = hint !== undefined && hint.count <= readFolder;
    const hasKeys = hint?.first !== undefined && folderOf(hint.first.key, prefix.length, delimiters) === undefined;
    // As many again may have come since; of what is large, what fills a screen.
    if (isSmall || hasKeys) return readStart(call, request, folder, isSmall ? hint.count * 2 + firstKeys : firstKeys);
  }
  const revision = request.revision ?? (await newestRevision(call, prefix, signal));
  const ask = askRanges(call, revision, signal);
  if (known?.first === undefined) return { nodes: await askBlindly(ask, splitAll(folder), folder), revision };
  return { nodes: [nodeOf({ ...range, count: known.count, first: known.first }, folder)], revision };
}

/** Keys that fill any screen. */
const firstKeys = 100;

/** Reads the first keys: one request tells the revision, the count and what is seen first. */
async function readStart(
  call: ListingCall,
  { signal, revision }: ListingRequest,
  folder: Folder,
  limit: number,
): Promise<Beginning> {
  const range = prefixRange(folder.prefix);
  const question = { ...range, keysOnly: true, limit: int64(limit), ...(revision && { revision }) };
  const answer = await call.range(question, signal);
  const stretch = stretchOf(range, answer);
  if (stretch === undefined) return { nodes: [], revision: revisionOf(answer) };
  const node = nodeOf(stretch, folder);
  const rest = answerKeys(node, answer, folder);
  return { nodes: [node], open: rest === undefined ? [node] : [node, rest], revision: revisionOf(answer) };
}

/** The revision that everything is read at: a look at one key tells it. */
async function newestRevision(call: ListingCall, prefix: Key, signal: AbortSignal | undefined): Promise<Revision> {
  return revisionOf(await call.range({ key: prefixRange(prefix).key, keysOnly: true }, signal));
}

function revisionOf({ header }: RangeResponse): Revision {
  if (header === undefined) throw new Error("the response to a range has no header");
  return header.revision;
}

/** What lies in each of the ranges, asked by as many requests as go at a time. */
async function askBlindly(ask: AskRanges, ranges: readonly KeySpan[], folder: Folder): Promise<Node[]> {
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
