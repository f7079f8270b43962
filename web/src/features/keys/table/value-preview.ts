/** What the table shows of values, and how much of them is read for it: pure but for the call. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { mayBeObject } from "#/lib/formats/is-kubernetes.ts";
import type { ObjectCodec, ObjectSummary } from "#/lib/formats/object-codec.ts";
import { loadCodec } from "#/lib/kubernetes/load-codec.ts";
import { decodeUtf8, type Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { readKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { shownValue } from "#/lib/formats/shown-value.ts";
import { encodingOf, formatHexPairs } from "#/lib/formats/value-text.ts";

export type Preview =
  | {
      readonly kind: "read";
      readonly sizeBytes: number;
      /** The start of the value on one line, binary as hex, with `…` where it is cut. */
      readonly text: string;
      readonly isText: boolean;
      /** What it is in Kubernetes; undefined: no object, or none that can be read. */
      readonly object?: ObjectSummary;
    }
  | { readonly kind: "unread"; readonly why: UnreadWhy };

/** `large`: more than is read for a screen. `gone`: there is no such key any more. */
type UnreadWhy = "denied" | "large" | "gone" | "failed";

const shownCharacters = 300;
const shownBytes = 32;

/** The beginning of a value on one line; whitespace of any length is one blank. Of a Secret only that it is one, of an object of Kubernetes how it is. */
export function previewOf(kv: Pick<KeyValue, "key" | "value">, codec?: ObjectCodec): Preview {
  const { value } = kv;
  const sizeBytes = value.length;
  const object = codec?.summary(kv);
  if (object !== undefined) return { kind: "read", sizeBytes, isText: false, text: object.kind, object };
  if (shownValue(value) === undefined) return { kind: "read", sizeBytes, isText: false, text: hiddenSecret };
  if (encodingOf(value) !== "text") {
    const more = sizeBytes > shownBytes ? " …" : "";
    return { kind: "read", sizeBytes, isText: false, text: formatHexPairs(value.subarray(0, shownBytes)) + more };
  }
  const text = decodeUtf8(value) ?? "";
  // Four times as much: what is indented has more blanks than letters.
  const line = text
    .slice(0, 4 * shownCharacters)
    .replaceAll(/\s+/g, " ")
    .trim();
  const isAll = text.length <= 4 * shownCharacters && line.length <= shownCharacters;
  return { kind: "read", sizeBytes, isText: true, text: isAll ? line : `${line.slice(0, shownCharacters)}…` };
}

/** So many values are asked for at once: with etcd's limit of a value they fit into one response. */
const valuesAtOnce = 8;
/** After so many bytes of values, those of the rest of the screen are not read. */
export const mostBytes = 4_000_000;

/**
 * Reads the values of the rows in sight, some at a time, and tells of each. Ends where one has looked at other rows, and
 * never fails: what could not be read says so.
 */
export async function readPreviews(
  call: TxnCall,
  keys: readonly Key[],
  tell: (key: Key, preview: Preview) => void,
  signal: AbortSignal,
): Promise<void> {
  let bytes = 0;
  for (let at = 0; at < keys.length; at += valuesAtOnce) {
    const some = keys.slice(at, at + valuesAtOnce);
    if (bytes >= mostBytes) {
      for (const key of some) tell(key, { kind: "unread", why: "large" });
      continue;
    }
    try {
      const { kvs } = await readKeys(call, some, signal);
      const codec = kvs.some((kv) => kv !== undefined && mayBeObject(kv.value)) ? await codecOrNone() : undefined;
      if (signal.aborted) return;
      const previews = await previewsOf(kvs, codec);
      if (signal.aborted) return;
      for (const [index, key] of some.entries()) {
        bytes += kvs[index]?.value.length ?? 0;
        tell(key, previews[index] ?? { kind: "unread", why: "gone" });
      }
    } catch (error) {
      if (signal.aborted) return;
      const why = whyUnread(error);
      for (const key of some) tell(key, { kind: "unread", why });
    }
  }
}

/** So long objects are decoded in one go: the rest of a frame is for those who scroll. */
const decodedMs = 5;

/** Undefined for a key that is gone. What others wait for comes in between. */
async function previewsOf(
  kvs: readonly (KeyValue | undefined)[],
  codec: ObjectCodec | undefined,
): Promise<readonly (Preview | undefined)[]> {
  const previews: (Preview | undefined)[] = [];
  let begunMs = performance.now();
  for (const kv of kvs) {
    if (codec !== undefined && performance.now() - begunMs > decodedMs) {
      await new Promise((resolve) => setTimeout(resolve));
      begunMs = performance.now();
    }
    previews.push(kv && previewOf(kv, codec));
  }
  return previews;
}

/** Without it, the rows show bytes or JSON. */
async function codecOrNone(): Promise<ObjectCodec | undefined> {
  try {
    return await loadCodec();
  } catch {
    return undefined;
  }
}

function whyUnread(error: unknown): UnreadWhy {
  const failure = failureOf(error);
  if (failure.kind === "too-large") return "large";
  return isRefusedBy(failure, grpcCode.permissionDenied) ? "denied" : "failed";
}

/** What stands in place of a value that was not read. */
export const unreadWords: Readonly<Record<UnreadWhy, string>> = {
  denied: "Permission denied",
  large: "Too large to preview",
  gone: "Deleted",
  failed: "Could not read",
};
