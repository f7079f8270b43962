/** Finds objects of Kubernetes by what they are called, with few small reads: no values, and no folder as a whole. */
import { formatResourceKey } from "../../kubernetes/resource-key.ts";
import type { ResourceWords } from "../../kubernetes/resource-words.ts";
import { asKey, decodeUtf8, encodeUtf8, keyFromText, type Key } from "../../model/bytes.ts";
import { int64 } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import type { RangeRequest } from "../../model/txn.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { shownCompletions, type Completion } from "./completions.ts";

/** Of a cluster with more namespaces the first are looked into; say one with `-n`. */
const mostNamespaces = 500;
/** Of each namespace. */
const mostInEach = 3;

/**
 * The keys that the words may mean, whole names first; with a namespace and without a name the folder. `prefixes`: what
 * the keys of the cluster may begin with, such as `/registry`. Fails as the reads do.
 */
export async function findResource(
  call: TxnCall,
  { resource, name, namespace }: ResourceWords,
  prefixes: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Completion[]> {
  const isSpread = resource.isNamespaced && namespace === undefined;
  const places = isSpread
    ? await listNamespaces(call, prefixes, signal)
    : prefixes.map((prefix) => ({ prefix, namespace: namespace ?? "" }));
  if (!isSpread && name === "")
    return await findFolders(
      call,
      places.map((place) => folderOf(resource.path, place)),
      signal,
    );
  const ranges = places.map((place): RangeRequest => ({
    ...prefixRange(formatResourceKey(place.prefix, { resource, namespace: place.namespace, name })),
    keysOnly: true,
    limit: int64(isSpread ? mostInEach : shownCompletions),
  }));
  const { ranges: read } = await readRanges(call, ranges, signal);
  const found = read.flatMap(({ kvs }) => kvs.map(({ key }) => ({ key, isWhole: endsWith(key, `/${name}`) })));
  return found
    .toSorted((a, b) => Number(b.isWhole) - Number(a.isWhole))
    .slice(0, shownCompletions)
    .map(({ key }): Completion => ({ kind: "key", name: key, count: undefined }));
}

interface ResourcePlace {
  readonly prefix: string;
  readonly namespace: string;
}

async function listNamespaces(
  call: TxnCall,
  prefixes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly ResourcePlace[]> {
  const ranges = prefixes.map((prefix) => ({
    ...prefixRange(keyFromText(`${prefix}/namespaces/`)),
    keysOnly: true,
    limit: int64(mostNamespaces),
  }));
  const { ranges: read } = await readRanges(call, ranges, signal);
  return read.flatMap(({ kvs }, at) =>
    kvs.map(({ key }) => ({ prefix: prefixes[at] ?? "", namespace: (decodeUtf8(key) ?? "").split("/").at(-1) ?? "" })),
  );
}

function folderOf(path: string, { prefix, namespace }: ResourcePlace): Key {
  return asKey(encodeUtf8(namespace === "" ? `${prefix}/${path}/` : `${prefix}/${path}/${namespace}/`));
}

async function findFolders(
  call: TxnCall,
  folders: readonly Key[],
  signal: AbortSignal | undefined,
): Promise<readonly Completion[]> {
  const { ranges } = await readRanges(
    call,
    folders.map((folder) => ({ ...prefixRange(folder), countOnly: true })),
    signal,
  );
  return folders.flatMap((name, at): Completion[] => {
    const count = Number(ranges[at]?.count ?? 0);
    return count === 0 ? [] : [{ kind: "folder", name, count }];
  });
}

function endsWith(key: Key, end: string): boolean {
  return (decodeUtf8(key) ?? "").endsWith(end);
}
