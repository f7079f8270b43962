/** Events as JSON lines, one object a line, in etcd's field names: bytes in base64, and as text beside where they are UTF-8. */
import { decodeUtf8, encodeBase64 } from "@etcd-explorer/shared/model/bytes";
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
    value: encodeBase64(kv.value),
    ...texts("value", kv.value),
    create_revision: kv.createRevision,
    mod_revision: kv.modRevision,
    version: kv.version,
    ...(kv.lease !== noLease && { lease: kv.lease }),
  };
}

function texts(name: string, bytes: Uint8Array): Record<string, string> {
  const text = decodeUtf8(bytes);
  return text === undefined ? {} : { [`${name}_text`]: text };
}
