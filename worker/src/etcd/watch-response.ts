/** What a message of etcd's watch says. Source: etcd rpc.proto, WatchResponse; server api/v3rpc/watch.go. */
import type { WatchEvent } from "@etcd-explorer/shared/contract/watch-messages";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { isJson, type Json } from "@etcd-explorer/shared/model/json";

export type WatchStep =
  | { readonly kind: "created"; readonly revision: Revision }
  /** `revision`: everything up to it has been told. `fragment`: more events of the last one's revision may follow. */
  | {
      readonly kind: "events";
      readonly revision: Revision;
      readonly events: WatchEvent[];
      readonly fragment: boolean;
      readonly header: Json;
    }
  | { readonly kind: "progress"; readonly revision: Revision; readonly header: Json }
  | { readonly kind: "canceled"; readonly reason: string; readonly compactRevision?: Revision };

/** A message of a stream that several watches share. */
export interface WatchMessage {
  /** etcd's ID of the watch; `-1` for one that it has refused. */
  readonly watchId: string;
  /** Whether it answers a request to create a watch. etcd answers them in the order in which they were sent. */
  readonly answersCreate: boolean;
  readonly step: WatchStep;
}

/** Reads one message and whom it is for. Fails as {@link parseWatchResponse} does. */
export function parseWatchMessage(message: unknown): WatchMessage {
  const step = parseWatchResponse(message);
  const { watch_id: watchId, created } = Object(Object(message).result);
  return { watchId: typeof watchId === "string" ? watchId : "0", answersCreate: created === true, step };
}

/** Reads one message. Fails with `malformed`, or with `rejected` where it says that the stream has failed. */
export function parseWatchResponse(message: unknown): WatchStep {
  if (!isJson(message)) throw malformed("a watch message is not a JSON object");
  if (isJson(message["error"])) throw streamFailure(message["error"]);
  const result = message["result"];
  if (!isJson(result)) throw malformed("a watch message has no result");
  // A watch that is refused is created and cancelled in one.
  if (result["canceled"] === true) return parseCanceled(result);
  const header = isJson(result["header"]) ? result["header"] : {};
  const revision = parseRevision(header["revision"]) ?? zeroRevision;
  if (result["created"] === true) return { kind: "created", revision };
  const events: unknown = result["events"];
  if (!Array.isArray(events) || events.length === 0) return { kind: "progress", revision, header };
  if (!events.every(isWatchEvent)) throw malformed("a watch event has no key");
  const fragment = result["fragment"] === true;
  return { kind: "events", revision: wholeRevision(events.at(-1), fragment), events, fragment, header };
}

function parseCanceled(result: Record<string, unknown>): WatchStep {
  const compactRevision = parseRevision(result["compact_revision"]);
  const said = result["cancel_reason"];
  const reason = typeof said === "string" ? said.replace(/^rpc error: code = \w+ desc = /, "") : "";
  if (compactRevision === undefined || compactRevision === zeroRevision) {
    return { kind: "canceled", reason: reason === "" ? "etcd gave no reason" : reason };
  }
  // etcd's own words for it (rpctypes ErrGRPCCompacted), which it leaves out here.
  const compacted = "etcdserver: mvcc: required revision has been compacted";
  return { kind: "canceled", reason: reason === "" ? compacted : reason, compactRevision };
}

/**
 * Up to where events are whole, by themselves. While a watch catches up, the header's revision is the newest of the
 * store, which may be ahead of events that are still to come.
 */
function wholeRevision(last: WatchEvent | undefined, fragment: boolean): Revision {
  const revision = parseRevision(last?.kv["mod_revision"]);
  if (revision === undefined) throw malformed("a watch event has no revision");
  return fragment ? (parseRevision(String(BigInt(revision) - 1n)) ?? zeroRevision) : revision;
}

function isWatchEvent(event: unknown): event is WatchEvent {
  if (!isJson(event)) return false;
  const { type, kv } = event;
  return (type === undefined || typeof type === "string") && isJson(kv) && typeof kv["key"] === "string";
}

function streamFailure(error: Record<string, unknown>): FailureError {
  // The gateway of 3.4 calls it `grpc_code`.
  const { code = error["grpc_code"], http_code: status, message } = error;
  return new FailureError({
    kind: "rejected",
    status: typeof status === "number" ? status : 500,
    code: typeof code === "number" ? code : 2,
    message: typeof message === "string" ? message : "the watch failed without a reason",
  });
}

function malformed(message: string): FailureError {
  return new FailureError({ kind: "malformed", message });
}
