/**
 * What a write changed, in a few words that fit a row: `max: 16 → 24`, `hosts: + "db-2.internal"`, `created`. Every
 * list of changes says it so: the events of a watch, the versions of a key.
 */
import { decodeUtf8, equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { unprintable } from "@etcd-explorer/shared/model/key-text";
import { hiddenSecret, isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { formatCount } from "#/lib/format.ts";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import { changedPart } from "#/lib/formats/text-place.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { encodingOf } from "#/lib/formats/value-text.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { jsonChanges, type JsonChange } from "./json-changes.ts";
import { isMask, objectChanges } from "./object-words.ts";
import { diffTexts } from "./line-diff.ts";

/** How a piece is coloured; `name` is a place within the value. */
export type ChangeTone = "plain" | "quiet" | "string" | "number" | "name" | "created" | "lease";

export interface ChangePiece {
  readonly tone: ChangeTone;
  readonly text: string;
}

/** Larger values are only told by their sizes: a list must not wait for them. */
const largestRead = 64 * 1024;
/** A value that is longer than this is not told in a row, but where it is. In UTF-16 units. */
const longestValue = 28;
const longestPath = 36;
/** More changes are counted. */
const mostTold = 2;

const plain = (text: string): ChangePiece => ({ tone: "plain", text });
const quiet = (text: string): ChangePiece => ({ tone: "quiet", text });
const arrow = plain("→");

/**
 * What a put changed. `before` is the version that it overwrote; undefined where the put created the key, or where
 * that version is not known. `codec` reads objects of Kubernetes; without it only their bytes are compared.
 */
export function changeWords(
  before: KeyValue | undefined,
  after: KeyValue,
  codec?: ObjectCodec,
): readonly ChangePiece[] {
  if (after.version === "1") return [{ tone: "created", text: "created" }, ...leaseNow(after.lease)];
  if (before === undefined) return [quiet("previous value not known"), ...leaseNow(after.lease)];
  const lease = leaseWords(before.lease, after.lease);
  if (!equalBytes(before.value, after.value)) return [...valueWords(before.value, after.value, codec), ...lease];
  return lease.length > 0 ? lease : [quiet("same value")];
}

/** What a delete removed; `before` is undefined where the last version is not known. */
export function deletedWords(before: KeyValue | undefined, codec?: ObjectCodec): readonly ChangePiece[] {
  if (before === undefined) return [quiet("previous value not known")];
  if (isKubernetes(before.value)) return [quiet("was"), quiet(objectWords(before, codec))];
  return [quiet("was"), shortValue(before.value)];
}

/** The pieces as one line of text. */
export function changeText(pieces: readonly ChangePiece[]): string {
  return pieces.map(({ text }) => text).join(" ");
}

function leaseNow(lease: LeaseId): ChangePiece[] {
  return lease === noLease ? [] : [{ tone: "lease", text: `lease ${formatLeaseHex(lease)}` }];
}

function leaseWords(before: LeaseId, after: LeaseId): ChangePiece[] {
  if (before === after) return [];
  if (after === noLease) return [{ tone: "lease", text: "lease removed" }];
  return [{ tone: "lease", text: `${before === noLease ? "lease" : "new lease"} ${formatLeaseHex(after)}` }];
}

function valueWords(before: Value, after: Value, codec: ObjectCodec | undefined): ChangePiece[] {
  const isLarge = Math.max(before.length, after.length) > largestRead;
  const ofObject = isLarge ? undefined : objectChanges(before, after, codec);
  if (ofObject !== undefined) return ofObject.length === 0 ? [quiet("only the encoding changed")] : listed(ofObject);
  // How many bytes of it changed tells little, and their number something of the data.
  if (isStoredSecret(before) || isStoredSecret(after)) return [quiet("Secret changed, data hidden")];
  if (isLarge) return sizeWords(before, after);
  if (encodingOf(before) !== "text" || encodingOf(after) !== "text") return byteWords(before, after);
  const [old, now] = [decodeUtf8(before) ?? "", decodeUtf8(after) ?? ""];
  const [oldTree, newTree] = [jsonTree(old), jsonTree(now)];
  if (oldTree === undefined || newTree === undefined) return textWords(old, now);
  const changes = jsonChanges(oldTree, newTree);
  if (changes.length === 0) return [quiet("only the layout changed")];
  return listed(changes);
}

function listed(changes: readonly JsonChange[]): ChangePiece[] {
  const told = changes
    .slice(0, mostTold)
    .flatMap((change, at) => [...(at === 0 ? [] : [quiet("·")]), ...words(change)]);
  return changes.length > mostTold ? [...told, quiet(`+${formatGrouped(changes.length - mostTold)} more`)] : told;
}

function words(change: JsonChange): ChangePiece[] {
  const { kind, path } = change;
  if (kind === "changed") {
    const { before, after } = change;
    if (isMask(before) || isMask(after)) return [{ tone: "name", text: shortPath(path) }, quiet("changed")];
    if (isShort(before) && isShort(after)) return [...placed(path), scalar(before), arrow, scalar(after)];
    return path === ""
      ? [quiet(sizeOf(before)), arrow, quiet(sizeOf(after))]
      : [{ tone: "name", text: shortPath(path) }];
  }
  const sign = plain(kind === "added" ? "+" : "−");
  if (change.name === undefined)
    return [...placed(path), sign, isShort(change.value) ? scalar(change.value) : quiet("item")];
  return [sign, { tone: "name", text: shortPath(`${path}.${change.name}`) }];
}

/** Whether a value fits a row as it is written. */
function isShort({ text, members }: TreeValue): boolean {
  return text.length <= longestValue && members.length <= 4 && !text.includes("\n");
}

function scalar({ kind, text }: TreeValue): ChangePiece {
  return { tone: kind === "string" ? "string" : kind === "number" || kind === "word" ? "number" : "plain", text };
}

function sizeOf({ kind, members, text }: TreeValue): string {
  if (kind === "array") return formatCount(formatGrouped(members.length), "item", "items");
  if (kind === "object") return formatCount(formatGrouped(members.length), "member", "members");
  return formatCount(formatGrouped(text.length), "character", "characters");
}

function placed(path: string): ChangePiece[] {
  return path === "" ? [] : [{ tone: "name", text: `${shortPath(path)}:` }];
}

function shortPath(path: string): string {
  const whole = path.startsWith(".") ? path.slice(1) : path;
  return whole.length > longestPath ? `…${whole.slice(1 - longestPath)}` : whole;
}

/** Of one line each the part that changed, else the number of lines. */
function textWords(before: string, after: string): ChangePiece[] {
  if (!/\n[^]/.test(before) && !/\n[^]/.test(after)) {
    const { from, to, insert } = changedPart(before, after);
    if (before.length <= longestValue && after.length <= longestValue) return [quoted(before), arrow, quoted(after)];
    if (to - from <= longestValue && insert.length <= longestValue) {
      const part = (text: string) => (text === "" ? quiet("nothing") : quoted(`…${text}…`));
      return [part(before.slice(from, to)), arrow, part(insert)];
    }
    return [
      quiet(`${formatGrouped(before.length)} → ${formatCount(formatGrouped(after.length), "character", "characters")}`),
    ];
  }
  const lines = diffTexts(before, after);
  if (lines === undefined) return [quiet("many lines changed")];
  const count = (wanted: "added" | "removed") => lines.filter(({ kind }) => kind === wanted).length;
  const [added, removed] = [count("added"), count("removed")];
  return [
    ...(added > 0 ? [plain(`+${formatGrouped(added)}`)] : []),
    ...(removed > 0 ? [plain(`−${formatGrouped(removed)}`)] : []),
    quiet(added + removed === 1 ? "line" : "lines"),
  ];
}

function quoted(text: string): ChangePiece {
  if (text === "") return quiet("empty");
  return { tone: /^-?\d+(\.\d+)?$|^(true|false)$/.test(text.trim()) ? "number" : "string", text: visible(text) };
}

/** On one line, with a sign for what would not be seen. */
function visible(text: string): string {
  return Array.from(text, (letter) => (letter !== " " && unprintable.test(letter) ? "·" : letter)).join("");
}

function byteWords(before: Value, after: Value): ChangePiece[] {
  if (before.length !== after.length) return sizeWords(before, after);
  let changed = 0;
  for (let at = 0; at < before.length; at++) if (before[at] !== after[at]) changed++;
  return [quiet(`${formatGrouped(changed)} of ${formatCount(formatGrouped(before.length), "byte", "bytes")} changed`)];
}

function sizeWords(before: Value, after: Value): ChangePiece[] {
  if (before.length === after.length) return [quiet(`${formatBytes(after.length)} replaced`)];
  return [quiet(`${formatBytes(before.length)} → ${formatBytes(after.length)}`)];
}

/** How it was, but for how long ago: that would not go on. */
function objectWords(before: KeyValue, codec: ObjectCodec | undefined): string {
  if (codec === undefined && isStoredSecret(before.value)) return hiddenSecret;
  const summary = codec?.summary(before);
  if (summary === undefined) return `Kubernetes object, ${formatBytes(before.value.length)}`;
  return summary.status === "" ? summary.kind : `${summary.kind} · ${summary.status}`;
}

function shortValue(value: Value): ChangePiece {
  if (isStoredSecret(value)) return quiet(hiddenSecret);
  if (value.length > largestRead) return quiet(formatBytes(value.length));
  const text = encodingOf(value) === "text" ? decodeUtf8(value) : undefined;
  if (text === undefined) return quiet(`${formatBytes(value.length)}, binary`);
  const shown = Array.from(text.slice(0, 2 * longestValue));
  const { tone, text: whole } = quoted(shown.slice(0, longestValue).join(""));
  return { tone, text: shown.length > longestValue || text.length > 2 * longestValue ? `${whole}…` : whole };
}
