/** Just enough protobuf to write what Kubernetes stores: varints, strings and nested messages. */
import { concatBytes, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";

/** A field: its number and a whole number, a text, or the bytes of a message. */
export type Field = readonly [number: number, value: number | string | Uint8Array];

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

/** The bytes of a message with these fields, in their order. */
export function message(...fields: readonly Field[]): Bytes {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "number") return [varint(number * 8), varint(value)];
    const bytes = typeof value === "string" ? encodeUtf8(value) : value;
    return [varint(number * 8 + 2), varint(bytes.length), bytes];
  });
  return concatBytes(parts);
}

/**
 * An object as the Kubernetes API server stores it: four magic bytes, then `runtime.Unknown` with the object's type
 * and its own message (k8s.io/apimachinery, runtime/generated.proto).
 */
export function kubernetesObject(apiVersion: string, kind: string, object: Uint8Array): Bytes {
  const magic = Uint8Array.of(0x6b, 0x38, 0x73, 0x00);
  return concatBytes([magic, message([1, message([1, apiVersion], [2, kind])], [2, object], [3, ""], [4, ""])]);
}
