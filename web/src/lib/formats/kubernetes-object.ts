/**
 * An object as Kubernetes stores it: `k8s`, a zero byte, then a protobuf `runtime.Unknown`.
 * Source: k8s.io/apimachinery/pkg/runtime/generated.proto.
 */
import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { protobufTree, readFields } from "./protobuf-tree.ts";
import { nameStep, type TreeMember, type TreeValue } from "./value-tree.ts";

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** What is certain by name, then the object itself by field numbers. */
  readonly tree: TreeValue;
}

const magicLength = 4;

function named(name: string, text: string): TreeMember {
  const value = { kind: "string" as const, text: JSON.stringify(text), members: [] };
  return { name, step: nameStep(name), duplicate: false, value };
}

/** Reads the envelope; undefined where the bytes behind the magic are none. */
export function readKubernetesObject(value: Uint8Array): KubernetesObject | undefined {
  const envelope = readFields(value.subarray(magicLength));
  const typeMeta = readFields(bytesOf(envelope, 1) ?? new Uint8Array());
  const raw = bytesOf(envelope, 2);
  if (envelope === undefined || typeMeta === undefined || raw === undefined) return undefined;
  const apiVersion = textOf(typeMeta, 1);
  const kind = textOf(typeMeta, 2);
  const object = protobufTree(raw);
  if (object === undefined) return undefined;
  const members = [
    named("apiVersion", apiVersion),
    named("kind", kind),
    ...[
      ["contentEncoding", textOf(envelope, 3)],
      ["contentType", textOf(envelope, 4)],
    ].flatMap(([name = "", text = ""]) => (text === "" ? [] : [named(name, text)])),
    { name: "raw", step: ".raw", duplicate: false, value: object },
  ];
  return { apiVersion, kind, tree: { kind: "object", text: object.text, members } };
}

type Fields = ReturnType<typeof readFields>;

function bytesOf(fields: Fields, wanted: number): Uint8Array | undefined {
  const value = fields?.find(({ number }) => number === wanted)?.value;
  return value !== undefined && "bytes" in value ? value.bytes : undefined;
}

function textOf(fields: Fields, wanted: number): string {
  return decodeUtf8(bytesOf(fields, wanted) ?? new Uint8Array()) ?? "";
}
