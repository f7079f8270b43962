/**
 * Every place in which a value is shown, with a Secret in it: none of them shows its data before somebody asks. The second
 * test finds what is missing here: code that turns bytes named value into text.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  asValue,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  keyFromText,
  type Value,
} from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { storedCommand } from "@etcd-explorer/shared/command/etcdctl/read/stored-command";
import { compilePattern } from "@etcd-explorer/shared/read/find/pattern";
import { runFind, type Found } from "@etcd-explorer/shared/read/find/run-find";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { formatDifferenceLine } from "@etcd-explorer/shared/write/transfer/difference-line";
import { beforeAll, describe, expect, test } from "vitest";
import { startWords } from "#/features/apply/review/review-words.ts";
import { structureDiff } from "#/features/compare/result/structure.ts";
import { keptRequest } from "#/features/console/raw/raw-model.ts";
import { previewOf } from "#/features/keys/table/value-preview.ts";
import { changeTexts } from "#/features/transfer/import/import-change-model.ts";
import { describeSeen } from "#/features/txn/run/dry-words.ts";
import { diffToNow } from "#/features/value/past/diff-to-now.ts";
import { buildEditorModel } from "#/features/value/text/editor-model.ts";
import { makeDraft } from "#/features/value/text/make-draft.ts";
import { viewOf } from "#/features/value/views/use-view-acts.ts";
import { formatEventLine } from "#/features/watch/model/event-json.ts";
import { eventLines } from "#/features/watch/model/event-lines.ts";
import { changeWords, deletedWords } from "#/lib/diff/change-words.ts";
import { createDecoding } from "#/lib/decoders/decoding.ts";
import { versionTexts } from "#/lib/diff/version-text.ts";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { countRequestSecrets } from "#/lib/formats/request-secrets.ts";
import { shownStart } from "#/lib/formats/shown-start.ts";
import { loadCodec } from "#/lib/kubernetes/load-codec.ts";
import { writeDraft } from "#/stores/stored-draft.ts";
import { writeTxnDraft } from "#/stores/stored-txn-draft.ts";
import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";

const kv = (value: Value, version = 2): KeyValue => ({
  key: keyFromText("/registry/secrets/shop/cart"),
  value,
  createRevision: asRevision(int64(5)),
  modRevision: asRevision(int64(9)),
  version: int64(version),
  lease: noLease,
});

/** The recorded Secret holds `admin`. */
const stored = recordedObject("Secret").stored;
const changed = asValue(stored.map((byte, at) => (at > 40 && byte === 0x61 ? 0x62 : byte)));
const damaged = asValue(stored.slice(0, stored.length - 4));
const json = (password: string) =>
  asValue(encodeUtf8(`{"apiVersion":"v1","kind":"Secret","data":{"user":"${btoa(password)}"}}`));
const yaml = (password: string) =>
  asValue(encodeUtf8(`apiVersion: v1\nkind: Secret\ndata:\n  user: ${btoa(password)}\n`));

/** The kinds of Secrets, each as it was and as it is. */
const secrets: readonly (readonly [string, Value, Value])[] = [
  ["protobuf", stored, changed],
  ["damaged protobuf", damaged, asValue(damaged.slice(0, damaged.length - 1))],
  ["JSON", json("admin"), json("badmin")],
  ["YAML", yaml("admin"), yaml("badmin")],
];

/** In every spelling: text, base64 as JSON has it, hex as digits or pairs. Of `admin`, `bdmin` and `badmin`. */
const leaks = ["dmin", "YWRtaW4", "YmRtaW4", "YmFkbWlu", encodeHex(encodeUtf8("dmin")), "64 6d 69 6e"];
// Where `dmin` begins within three bytes that base64 writes together is not known.
const inBase64 = [0, 1, 2].map((at) => encodeBase64(encodeUtf8(`${"x".repeat(at)}dmin`)).slice(at === 0 ? 0 : 3, -2));

type Surface = (before: Value, after: Value, codec: ObjectCodec) => unknown;

const put = (before: Value, after: Value): KeyEvent => ({
  type: "put",
  key: kv(after).key,
  revision: asRevision(int64(9)),
  kv: kv(after),
  prevKv: kv(before),
});

async function find(value: Value): Promise<readonly Found[]> {
  const etcd = new MemoryEtcd();
  const request = { key: kv(value).key, value };
  await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  const found: Found[] = [];
  const compiled = compilePattern({ kind: "text", text: "Secret", ignoreCase: false });
  if (!("matcher" in compiled)) throw new Error("no matcher");
  const listener = { onFound: (some: readonly Found[]) => void found.push(...some), onProgress: () => undefined };
  await runFind(etcd, { where: "values", matcher: compiled.matcher, range: { key: request.key }, keep: 9 }, listener);
  return found;
}

/** Surface → what it shows. A new one gets a row here. */
const surfaces: Readonly<Record<string, Surface>> = {
  "value pane: text, copy": (value, _, codec) => {
    const model = buildEditorModel(kv(value), undefined, { codec });
    return [model?.text, model?.baseText, model?.jsonForm];
  },
  "value pane: hex, base64, wire and tree are not offered": (value, _, codec) =>
    (["hex", "base64", "kube-yaml", "kube-json"] as const).map((encoding) => {
      const model = buildEditorModel(kv(value), undefined, { codec, encoding });
      return [model?.text, model && viewOf("wire", model)];
    }),
  "value pane: decoded": (value, _, codec) => {
    const decoding = createDecoding(["gzip"], () => Promise.reject(new Error("not needed")));
    const zipped = kv(asValue(Uint8Array.from(gzipSync(value))));
    return (["decoded", "text", "hex", "base64"] as const).map((encoding) => {
      const model = buildEditorModel(zipped, undefined, { codec, decoding, encoding });
      return [model?.text, model?.secret === "masked" ? "" : value];
    });
  },
  "value pane before the codec is loaded": (value) => buildEditorModel(kv(value), undefined)?.text,
  "value pane: a past value beside now": (value, after, codec) => {
    const model = buildEditorModel(kv(value), undefined, { codec });
    return model && diffToNow(model, kv(after), { codec });
  },
  "history, review, restore, compare: lines": (before, after, codec) => [
    versionTexts(before, after, codec),
    versionTexts(before, after),
    versionTexts(undefined, after, codec),
  ],
  "compare: fields": (before, after, codec) => [structureDiff(before, after, codec), structureDiff(before, after)],
  "watch, history, past: changes in words": (before, after, codec) => [
    changeWords(kv(before), kv(after), codec),
    changeWords(kv(before), kv(after)),
    deletedWords(kv(before)),
    deletedWords(kv(before), codec),
  ],
  "watch: lines of an event": (before, after) => eventLines(put(before, after)),
  "watch: exported events": (before, after) => formatEventLine(put(before, after)),
  "compare: exported differences": (before, after) =>
    formatDifferenceLine({ kind: "differs", left: kv(before), right: kv(after) }, { left: before, right: after }),
  "keys: table": (value, _, codec) => [previewOf(kv(value)), previewOf(kv(value), codec)],
  "keys: search results": (value) => find(value),
  "import: preview of a line": (before, after) =>
    changeTexts({ line: 1, key: kv(after).key, before: kv(before), after: { value: after, lease: noLease } }),
  "transaction: results, locks": (value) => shownStart(value, 200),
  "transaction: what a condition saw": (value) =>
    describeSeen("VALUE", { holds: true, seen: kv(value), count: int64(1) }, false),
  "plans: where a value begins": (value) => startWords({ start: asValue(value.slice(0, 100)) }),
  "drafts in the tab's storage": (value) => writeDraft(makeDraft(kv(value), "hex", { text: "", form: undefined })),
  "transactions in the tab's storage": (value) => {
    const request = { key: kv(value).key, value };
    const draft = showDraft({ compare: [], success: [{ kind: "put", request }], failure: [] });
    return writeTxnDraft({ title: "", draft });
  },
  "console: history of requests": (value) =>
    keptRequest({ path: "/v3/kv/put", body: JSON.stringify({ key: "YQ==", value: encodeBase64(value) }) }),
};

let codec: ObjectCodec | undefined;
beforeAll(async () => {
  codec = await loadCodec();
});

describe.each(secrets)("a Secret as %s", (_, before, after) => {
  test.each(Object.entries(surfaces))("shows no data: %s", async (_name, surface) => {
    if (codec === undefined) throw new Error("no codec");
    const shown = JSON.stringify(await surface(before, after, codec)) ?? "";
    for (const leak of [...leaks, ...inBase64]) expect(shown).not.toContain(leak);
  });

  test("is counted in a request, which is shown when it is asked for", () => {
    expect(countRequestSecrets({ kind: "put", request: { key: kv(after).key, value: after } })).toBe(1);
  });
});

test("the console keeps no command with a Secret in it", () => {
  expect(storedCommand(`put /a '{"kind":"Secret","data":{"a":"YWRtaW4="}}'`)).toBe("put");
  expect(storedCommand("put /a <<E\napiVersion: v1\nkind: Secret\ndata: {a: YWRtaW4=}\nE\n") ?? "").not.toContain(
    "YWRt",
  );
});

/** Files that turn a value into text, and why that shows no Secret. */
const turnValuesIntoText: Readonly<Record<string, string>> = {
  "api/clock/kubernetes-lease.ts": "reads a time",
  "features/keys/table/value-preview.ts": "asks first",
  "features/value/file/value-file.ts": "a file that somebody chose",
  "features/value/key-header.tsx": "copies the masked text",
  "features/value/text/broken-format.ts": "an edit",
  "features/value/text/editor-model.ts": "detects a format",
  "features/value/text/stored-layout.ts": "an edit",
  "features/value/views/use-view-acts.ts": "asks whether it is UTF-8",
  "features/watch/model/event-lines.ts": "asks first",
  "lib/decoders/may-be-decoded.ts": "asks whether it may be encoded",
  "lib/diff/change-words.ts": "asks first",
  "lib/formats/masked-text.ts": "masks it",
  "lib/formats/protobuf-tree.ts": "shown where the value pane offers it",
  "lib/formats/value-form.ts": "behind the editor's model",
  "lib/formats/value-text.ts": "takes a shown value, or asks whether it is UTF-8",
  "lib/kubernetes/json-object.ts": "read for its kind, status and links",
  "stores/stored-draft.ts": "writes no draft of a Secret",
};

test("whatever turns a value into text is known here", () => {
  const calls =
    /\b(?:decodeUtf8|encodeBase64|encodeHex|formatKey|formatHexPairs|formatHexLines|formatBase64Lines)\(\s*[\w.?]*[vV]alue\b/;
  const found = listSources(join(import.meta.dirname, "..")).filter((path) => calls.test(readFileSync(path, "utf8")));
  const names = found.map((path) => path.slice(path.indexOf("/src/") + 5)).toSorted();
  expect(names).toEqual(Object.keys(turnValuesIntoText).toSorted());
});

function listSources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
