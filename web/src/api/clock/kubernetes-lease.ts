/**
 * When a node of Kubernetes last told that it lives: `spec.renewTime` of its Lease, as it is stored in etcd.
 * Source: k8s.io/api/coordination/v1/generated.proto, k8s.io/apimachinery/pkg/runtime/generated.proto.
 */
import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { isJson } from "@etcd-explorer/shared/model/json";
import { readFields } from "#/lib/formats/protobuf-tree.ts";

const magic = [0x6b, 0x38, 0x73, 0x00];

/** The moment in a stored Lease, as protobuf or JSON; undefined where the value is none. */
export function renewTimeIn(value: Uint8Array): number | undefined {
  const ms = magic.every((byte, index) => value[index] === byte)
    ? renewTimeInProtobuf(value.subarray(magic.length))
    : renewTimeInJson(decodeUtf8(value) ?? "");
  return ms === undefined || !Number.isFinite(ms) || ms <= 0 ? undefined : ms;
}

function renewTimeInJson(text: string): number | undefined {
  try {
    const lease: unknown = JSON.parse(text);
    const spec = isJson(lease) && lease["kind"] === "Lease" ? lease["spec"] : undefined;
    return isJson(spec) && typeof spec["renewTime"] === "string" ? Date.parse(spec["renewTime"]) : undefined;
  } catch {
    return undefined;
  }
}

function renewTimeInProtobuf(envelope: Uint8Array): number | undefined {
  const kind = decodeUtf8(messageAt(messageAt(envelope, 1), 2) ?? new Uint8Array());
  if (kind !== "Lease") return undefined;
  const renewTime = messageAt(messageAt(messageAt(envelope, 2), 2), 4);
  const seconds = numberAt(renewTime, 1);
  return seconds === undefined ? undefined : seconds * 1000 + (numberAt(renewTime, 2) ?? 0) / 1_000_000;
}

function messageAt(message: Uint8Array | undefined, field: number): Uint8Array | undefined {
  const value = valueAt(message, field);
  return value !== undefined && "bytes" in value ? value.bytes : undefined;
}

function numberAt(message: Uint8Array | undefined, field: number): number | undefined {
  const value = valueAt(message, field);
  return value !== undefined && "text" in value ? Number(value.text) : undefined;
}

function valueAt(message: Uint8Array | undefined, field: number) {
  return message && readFields(message)?.find(({ number }) => number === field)?.value;
}
