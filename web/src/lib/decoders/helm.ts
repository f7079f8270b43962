/**
 * A release of Helm 3: a Secret or ConfigMap of Kubernetes whose member `release` is base64 of gzip of JSON
 * (helm.sh/helm, pkg/storage/driver/util.go).
 */
import { asValue, decodeUtf8, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { prettyJson } from "#/lib/formats/json-layout.ts";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import { readFields } from "#/lib/formats/protobuf-tree.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { readBase64 } from "./base64-text.ts";
import type { Decoder } from "./decoder.ts";
import { gzip } from "./deflate.ts";

const magicBytes = 4;

/** Field numbers of k8s.io/api core/v1 and apimachinery runtime: `raw` of the envelope, `data` of both kinds. */
const [rawField, dataField, keyField, valueField] = [2, 2, 1, 2];

/** What the member `release` holds; undefined: there is none. */
function readRelease(value: Bytes): Uint8Array | undefined {
  if (!isKubernetes(asValue(value))) return undefined;
  const [raw] = bytesOf(value.subarray(magicBytes), rawField);
  const members = raw === undefined ? [] : bytesOf(raw, dataField);
  const member = members.find((entry) => decodeUtf8(bytesOf(entry, keyField)[0] ?? new Uint8Array()) === "release");
  return member && bytesOf(member, valueField)[0];
}

function bytesOf(message: Uint8Array, wanted: number): Uint8Array[] {
  return (readFields(message) ?? []).flatMap(({ number, value }) =>
    number === wanted && "bytes" in value ? [value.bytes] : [],
  );
}

function memberOf(tree: TreeValue | undefined, ...path: readonly string[]): string | undefined {
  let found = tree;
  for (const step of path) found = found?.members.find(({ name }) => name === step)?.value;
  if (found === undefined) return undefined;
  const text: unknown = found.kind === "string" ? JSON.parse(found.text) : found.text;
  return typeof text === "string" ? text : undefined;
}

function notesOf(json: string): string[] {
  const tree = jsonTree(json);
  const [name, revision, status] = [
    memberOf(tree, "name"),
    memberOf(tree, "version"),
    memberOf(tree, "info", "status"),
  ];
  const chart = memberOf(tree, "chart", "metadata", "name");
  const version = memberOf(tree, "chart", "metadata", "version");
  return [
    ...(name === undefined ? [] : [`release ${name}`]),
    ...(revision === undefined ? [] : [`revision ${revision}`]),
    ...(status === undefined ? [] : [status]),
    ...(chart === undefined ? [] : [`chart ${chart} ${version ?? ""}`.trim()]),
  ];
}

export const helm: Decoder = {
  name: "helm",
  label: "Helm release",
  fits: (bytes) => (readRelease(bytes) === undefined ? 0 : 1),
  decode: (bytes, limitBytes) => {
    const release = readRelease(bytes);
    if (release === undefined) return { failed: "not a Helm release" };
    const packed = readBase64(decodeUtf8(release) ?? "");
    // Since Helm 3 releases are compressed; what is not was written by hand.
    const opened = packed && (gzip.fits(packed) === 1 ? gzip.decode(packed, limitBytes) : { bytes: packed });
    if (opened === undefined) return { failed: "its member release is not base64" };
    if ("failed" in opened) return opened;
    const json = decodeUtf8(opened.bytes);
    const shown = json === undefined ? undefined : prettyJson(json);
    if (json === undefined || shown === undefined) return { failed: "its member release is not JSON" };
    return { bytes: encodeUtf8(shown), format: "JSON", notes: notesOf(json) };
  },
  unwritable: "Helm writes a new release for each change",
};
