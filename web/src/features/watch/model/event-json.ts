/**
 * Events as JSON lines, one object a line, in etcd's field names: bytes in base64, and as text beside where they are
 * UTF-8. The values of Secrets are left out, and the line says so.
 */
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { shownValue } from "#/lib/formats/shown-value.ts";
import { decodeUtf8, encodeBase64, type Value } from "@etcd-explorer/shared/model/bytes";
import { noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyEvent, WatchGap } from "@etcd-explorer/shared/model/watch";

/** One event with its line break. `seenAtMs`: when it was seen to happen. */
export function formatEventLine(event: KeyEvent, seenAtMs?: number): string {
  return `${JSON.stringify({
    type: event.type === "put" ? "PUT" : "DELETE",
    mod_revision: event.revision,
    ...(seenAtMs !== undefined && { seen_at: new Date(seenAtMs).toISOString() }),
    kv: event.type === "put" ? keyValue(event.kv) : { key: encodeBase64(event.key), ...texts("key", event.key) },
    ...(event.prevKv !== undefined && { prev_kv: keyValue(event.prevKv) }),
  })}\n`;
}

/** What is not in the file, as a line of its own: a gap is told wherever events are. */
export function formatGapLine({ from, to, why }: WatchGap): string {
  return `${JSON.stringify({ type: "GAP", from_revision: from, to_revision: to, reason: why })}\n`;
}

function keyValue(kv: KeyValue): Record<string, unknown> {
  return {
    key: encodeBase64(kv.key),
    ...texts("key", kv.key),
    ...valueOf(kv.value),
    create_revision: kv.createRevision,
    mod_revision: kv.modRevision,
    version: kv.version,
    ...(kv.lease !== noLease && { lease: kv.lease }),
  };
}

/** Whether the line of an event leaves out a value. */
export function leavesOutSecret(event: KeyEvent): boolean {
  const kvs = event.type === "put" ? [event.kv, event.prevKv] : [event.prevKv];
  return kvs.some((kv) => kv !== undefined && shownValue(kv.value) === undefined);
}

function valueOf(value: Value): Record<string, unknown> {
  const shown = shownValue(value);
  if (shown === undefined) return { value_omitted: hiddenSecret };
  return { value: encodeBase64(shown), ...texts("value", shown) };
}

function texts(name: string, bytes: Uint8Array): Record<string, string> {
  const text = decodeUtf8(bytes);
  return text === undefined ? {} : { [`${name}_text`]: text };
}
