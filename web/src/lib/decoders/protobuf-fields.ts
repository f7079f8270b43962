/** A protobuf message without its schema: by field number, its types guessed (`lib/formats/protobuf-tree.ts`). */
import { asValue, decodeHex, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { protobufTree } from "#/lib/formats/protobuf-tree.ts";
import type { TreeValue } from "#/lib/formats/value-tree.ts";
import { attemptDecode, type Decoder } from "./decoder.ts";
import { formatNode, type ExactEntry, type ExactNode } from "./exact-node.ts";
import { isPrintable } from "./meaningful.ts";

function nodeOf({ kind, text, members }: TreeValue): ExactNode {
  if (kind === "string") {
    const read: unknown = JSON.parse(text);
    return { kind: "text", text: typeof read === "string" ? read : text };
  }
  if (kind === "bytes") return { kind: "bytes", bytes: decodeHex(text) ?? new Uint8Array() };
  if (/^-?\d+\.\d+$/.test(text)) return { kind: "float", float: Number(text) };
  if (kind !== "object") return /^-?\d+$/.test(text) ? { kind: "int", int: BigInt(text) } : { kind: "text", text };
  const byNumber = new Map<string, ExactNode[]>();
  for (const { name, value } of members) {
    const items = byNumber.get(name) ?? [];
    items.push(nodeOf(value));
    byNumber.set(name, items);
  }
  const entries = [...byNumber].map(([name, items]): ExactEntry => {
    const [only, second] = items;
    return [{ kind: "text", text: name }, only !== undefined && second === undefined ? only : { kind: "list", items }];
  });
  return { kind: "map", entries };
}

/** A text of three letters or more somewhere in a message is what few bytes have by chance. */
function holdsText({ kind, text, members }: TreeValue): boolean {
  return (kind === "string" && text.length >= 5) || members.some(({ value }) => holdsText(value));
}

const shortest = 6;
const lookedBytes = 64 * 1024;

export const protobuf: Decoder = {
  name: "protobuf",
  label: "protobuf",
  fits: (bytes) => {
    if (bytes.length < shortest || bytes.length > lookedBytes || isPrintable(bytes) || isKubernetes(asValue(bytes)))
      return 0;
    const tree = protobufTree(bytes);
    return tree === undefined ? 0 : holdsText(tree) ? 0.6 : 0.2;
  },
  decode: (bytes, limitBytes) =>
    attemptDecode(() => {
      const tree = protobufTree(bytes);
      if (tree === undefined) return { failed: "not a protobuf message" };
      const text = formatNode(nodeOf(tree), limitBytes);
      return { bytes: encodeUtf8(`${text}\n`), format: "JSON", notes: ["by field number, types are guessed"] };
    }, "not a protobuf message"),
  unwritable: "the types of its fields are not known",
};
