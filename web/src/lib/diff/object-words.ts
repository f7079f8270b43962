/** What changed in objects of Kubernetes, and in Secrets whatever they are stored as: which of their changes a row tells. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import { hiddenData } from "#/lib/formats/masked-text.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { jsonChanges, type JsonChange } from "./json-changes.ts";

/** What the API server and controllers count up at each write: told only where nothing else changed. */
const bookkeeping =
  /^\.?metadata\.(?:managedFields|resourceVersion|generation)\b|^\.?status\.observedGeneration\b|\.last(?:Heartbeat|Probe|Update)Time$/;

const ranks = [
  /^\.?(?:spec|data|stringData|binaryData|rules|subjects|webhooks|reason|message|count)\b/,
  /^\.?status\b/,
];

/**
 * The changes between two objects, what somebody wanted first, then what came of it, then the rest. Of Secrets the data is
 * masked. Undefined: one is no such object, or cannot be read.
 */
export function objectChanges(
  before: Value,
  after: Value,
  codec: ObjectCodec | undefined,
): readonly JsonChange[] | undefined {
  if (codec === undefined || !isKubernetes(before) || !isKubernetes(after)) return undefined;
  const pair = codec.pair(before, after, "json");
  const trees = pair && [jsonTree(pair.before), jsonTree(pair.after)];
  if (trees?.[0] === undefined || trees[1] === undefined) return undefined;
  const changes = jsonChanges(trees[0], trees[1]).map((change) => [change, placeOf(change)] as const);
  const told = changes.filter(([, place]) => !bookkeeping.test(place));
  return (told.length > 0 ? told : changes).toSorted(([, a], [, b]) => rankOf(a) - rankOf(b)).map(([change]) => change);
}

/** Whether a value is a mask, of which nothing is told but that it changed. */
export function isMask({ text }: TreeValue): boolean {
  return text.includes(hiddenData);
}

function placeOf(change: JsonChange): string {
  return "name" in change && change.name !== undefined ? `${change.path}.${change.name}` : change.path;
}

function rankOf(place: string): number {
  const found = ranks.findIndex((rank) => rank.test(place));
  return found === -1 ? ranks.length : found;
}
