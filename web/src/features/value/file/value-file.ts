/** A value as a file, and a file as a value: pure. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { decodeUtf8, equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { largestValueBytes } from "#/features/value/text/editor-model.ts";
import type { Format } from "#/features/value/text/formats.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { encodingOf, toEditText } from "#/lib/formats/value-text.ts";
import type { Draft } from "#/stores/drafts.ts";

const endings: Readonly<Record<Format, string>> = {
  JSON: ".json",
  "JSON lines": ".jsonl",
  YAML: ".yaml",
  TOML: ".toml",
  XML: ".xml",
  properties: ".properties",
  shell: ".sh",
  plain: ".txt",
  empty: ".txt",
  binary: ".bin",
  Kubernetes: ".bin",
};

/** Of a name before its ending; file systems take 255 of a whole name. */
const longestNameBytes = 200;

/**
 * The name of a value's file: the last part of the key, as every system takes it, with an ending where it has none.
 *
 * @example fileNameOf(keyFromText("/config/db/pool"), "JSON"); // "pool.json"
 */
export function fileNameOf(key: Uint8Array, format: Format): string {
  const last = (decodeUtf8(key) ?? "").split(/[/\\:]/).findLast((part) => part !== "") ?? "";
  const name = cutText(last.replaceAll(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^\.+/, "_"));
  const bare = /[\p{L}\p{N}]/u.test(name) ? name : "value";
  return /\.[A-Za-z0-9]{1,10}$/.test(bare) ? bare : bare + endings[format];
}

/** As many whole characters as there is room for. */
function cutText(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(longestNameBytes));
  return text.slice(0, read);
}

/** Why a file is no value of a key, also before it is read; undefined: nothing speaks against it. */
export function refuseFile(
  { key, value }: Pick<KeyValue, "key" | "value">,
  sizeBytes: number,
  bytes: Uint8Array | undefined,
): string | undefined {
  const most = largestValueBytes(key);
  if (sizeBytes > most) {
    return `The file has ${formatBytes(sizeBytes)}. etcd's default request limit leaves room for ${formatBytes(most)}.`;
  }
  return bytes !== undefined && equalBytes(bytes, value) ? "The file has the same bytes as the value" : undefined;
}

/** The bytes of a file as an edit of a key. What is binary, or replaces something binary, is written as hex. */
export function draftOfFile(base: KeyValue, bytes: Value): Draft {
  const isText = encodingOf(bytes) === "text" && decodeUtf8(base.value) !== undefined;
  const encoding = isText ? "text" : "hex";
  return { base, encoding, text: toEditText(askedValue(bytes), encoding) };
}
