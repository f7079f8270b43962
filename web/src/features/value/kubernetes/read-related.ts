/** The objects around one of Kubernetes: those that it names, those that it owns, and its events. Pure but for the call. */
import { equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { int64 } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { RangeRequest } from "@etcd-explorer/shared/model/txn";
import { isOwnedBy, mapAt, ownedResources, referencesOf, textAt } from "@etcd-explorer/shared/kubernetes/references";
import { formatResourceKey, parseResourceKey, type ResourceName } from "@etcd-explorer/shared/kubernetes/resource-key";
import { resourceOfKind } from "@etcd-explorer/shared/kubernetes/resources";
import { readRanges } from "@etcd-explorer/shared/read/ranges/read-ranges";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import type { ObjectCodec, ObjectSummary } from "#/lib/formats/object-codec.ts";
import { readKeyObject, type KeyObject } from "#/lib/kubernetes/key-object.ts";

export interface RelatedObject {
  /** What it is to the one that is looked at: `owner`, `node`, `owned`, `event`. */
  readonly relation: string;
  readonly name: ResourceName;
  readonly key: Key;
  /** No such key was found; it may be one that is not readable. */
  readonly isMissing: boolean;
  readonly summary: ObjectSummary | undefined;
}

export interface Related {
  readonly objects: readonly RelatedObject[];
  /** There are more that were not read. */
  readonly hasMore: boolean;
}

/** So many values are read of each kind that it may own, and of its events. */
export const mostRead = 50;

/** Reads them by one transaction, or a few where etcd takes less at once. Fails as the call does. */
export async function readRelated(
  call: TxnCall,
  { object, name, prefix = "" }: Pick<KeyObject, "object" | "name" | "prefix">,
  codec: ObjectCodec,
  signal?: AbortSignal,
): Promise<Related> {
  const references = referencesOf(object).map(({ relation, to }) => ({
    relation,
    name: to,
    key: formatResourceKey(prefix, to),
  }));
  const below = (found: ResourceName): RangeRequest => ({
    ...prefixRange(formatResourceKey(prefix, found)),
    limit: int64(mostRead),
  });
  const owned = ownedResources(name.resource).map((resource) =>
    below({ resource, namespace: name.namespace, name: `${name.name}-` }),
  );
  const events = resourceOfKind("", "Event");
  // Of what is in no namespace events are in `default`.
  const namespace = name.namespace === "" ? "default" : name.namespace;
  const ofIt =
    events === undefined || name.resource.kind === "Event"
      ? []
      : [below({ resource: events, namespace, name: `${name.name}.` })];
  const counts = references.map(({ key }): RangeRequest => ({ key, countOnly: true }));
  const { ranges } = await readRanges(call, [...counts, ...owned, ...ofIt], signal);
  const uid = textAt(mapAt(object, "metadata"), "uid");
  const read = ranges.slice(counts.length);
  const rowsOf = (kvs: readonly KeyValue[], relation: string, isIts: (kv: KeyValue) => boolean) =>
    kvs.flatMap((kv): RelatedObject[] => {
      const named = parseResourceKey(kv.key, prefix);
      if (named === undefined || !isIts(kv)) return [];
      const summary = codec.summary(kv);
      // Of an event one knows what it is about.
      const told =
        relation === "event" && summary ? { ...summary, status: summary.status.split(" · ")[0] ?? "" } : summary;
      return [{ relation, name: named, key: kv.key, isMissing: false, summary: told }];
    });
  const isOwned = (kv: KeyValue) => {
    const found = readKeyObject(kv);
    return found !== undefined && isOwnedBy(found.object, name, uid);
  };
  const isEvent = (kv: KeyValue) => {
    const found = readKeyObject(kv);
    const about = found && referencesOf(found.object).find(({ relation }) => relation === "involved object")?.to;
    return about !== undefined && equalBytes(formatResourceKey("", about), formatResourceKey("", name));
  };
  return {
    objects: [
      ...references.map((each, at) => ({ ...each, isMissing: ranges[at]?.count === "0", summary: undefined })),
      ...read.slice(0, owned.length).flatMap(({ kvs }) => rowsOf(kvs, "owned", isOwned)),
      ...read.slice(owned.length).flatMap(({ kvs }) => rowsOf(kvs, "event", isEvent)),
    ],
    hasMore: read.some(({ more }) => more),
  };
}
