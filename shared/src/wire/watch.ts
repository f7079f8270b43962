/** The messages of `/api/etcd/watch` on the wire. Source: etcd rpc.proto, WatchCreateRequest; kv.proto, Event. */
import { encodeBase64 } from "../model/bytes.ts";
import { asRevision, zeroRevision, type Revision } from "../model/int64.ts";
import type { Json } from "../model/json.ts";
import type { ResponseHeader } from "../model/txn.ts";
import type { KeyEvent, WatchRequest } from "../model/watch.ts";
import { base64, compact, field, flag, malformed, readInt64, readList, readObject, readText } from "./fields.ts";
import { decodeHeader, decodeKeyValue, encodeKeyValue } from "./key-value.ts";

/** What the worker says about one watch, or about all. `failure` is as it came: who receives it checks it. */
export type WatchMessage =
  | { readonly kind: "opened" }
  /** `revision`: of the keyspace when the watch began. */
  | { readonly kind: "created"; readonly id: string; readonly revision: Revision }
  /** `revision`: everything up to it has been told. */
  | {
      readonly kind: "events";
      readonly id: string;
      readonly revision: Revision;
      readonly events: readonly KeyEvent[];
      readonly header?: ResponseHeader;
    }
  | { readonly kind: "progress"; readonly id: string; readonly revision: Revision; readonly header?: ResponseHeader }
  | { readonly kind: "canceled"; readonly id: string; readonly reason: string; readonly compactRevision?: Revision }
  | { readonly kind: "failed"; readonly id?: string; readonly failure: unknown };

/** Writes the creation of a watch. Progress and fragments are always wanted: without them a watch is blind or breaks. */
export function encodeWatchCreate(id: string, { range, startRevision, filters, prevKv, header }: WatchRequest): Json {
  return compact({
    id,
    key: base64(range.key),
    range_end: base64(range.rangeEnd),
    start_revision: startRevision === zeroRevision ? undefined : startRevision,
    prev_kv: flag(prevKv),
    filters: filters === undefined || filters.length === 0 ? undefined : filters,
    progress_notify: true,
    fragment: true,
    header: flag(header),
  });
}

/** Reads an event. An absent `type` is PUT; a deleted key carries only `key` and `mod_revision`. */
export function decodeEvent(value: unknown): KeyEvent {
  const event = readObject(value, "an event");
  const kv = decodeKeyValue(field(event, "kv"));
  const before = field(event, "prev_kv");
  const common = {
    key: kv.key,
    revision: kv.modRevision,
    ...(before === undefined ? {} : { prevKv: decodeKeyValue(before) }),
  };
  const type = readText(event, "type");
  if (type === "DELETE") return { type: "delete", ...common };
  if (type === "" || type === "PUT") return { type: "put", kv, ...common };
  throw malformed("type is neither PUT nor DELETE");
}

/** Writes an event as the gateway does. */
export function encodeEvent(event: KeyEvent): Json {
  const prevKv = event.prevKv === undefined ? undefined : encodeKeyValue(event.prevKv);
  if (event.type === "put") return compact({ kv: encodeKeyValue(event.kv), prev_kv: prevKv });
  return compact({
    type: "DELETE",
    kv: { key: encodeBase64(event.key), mod_revision: event.revision },
    prev_kv: prevKv,
  });
}

/** Reads a message from the worker. Fails with `malformed`. */
export function decodeWatchMessage(value: unknown): WatchMessage {
  const message = readObject(value, "a watch message");
  const [name, ...others] = Object.keys(message);
  if (name === undefined || others.length > 0) throw malformed("a watch message does not have one name");
  const body = readObject(message[name], name);
  const id = readText(body, "id");
  const revision = () => asRevision(readInt64(body, "revision"));
  switch (name) {
    case "opened":
      return { kind: "opened" };
    case "created":
      return { kind: "created", id, revision: revision() };
    case "events":
      return {
        kind: "events",
        id,
        revision: revision(),
        events: readList(body, "events", decodeEvent),
        ...decodeHeader(body),
      };
    case "progress":
      return { kind: "progress", id, revision: revision(), ...decodeHeader(body) };
    case "canceled": {
      const compacted = asRevision(readInt64(body, "compact_revision"));
      const reason = readText(body, "reason");
      return { kind: "canceled", id, reason, ...(compacted !== zeroRevision && { compactRevision: compacted }) };
    }
    case "failed":
      return { kind: "failed", ...(field(body, "id") !== undefined && { id }), failure: body["failure"] };
    default:
      throw malformed(`${name} is not a watch message`);
  }
}
