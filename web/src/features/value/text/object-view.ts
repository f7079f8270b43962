/** What the value pane knows of an object of Kubernetes: pure. */
import type { Value } from "@etcd-explorer/shared/model/bytes";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";

export interface ObjectView {
  readonly apiVersion: string;
  readonly kind: string;
  /** Fields of a newer version, which a save keeps. */
  readonly unknownFields: number;
  /** Why it cannot be edited as text, without a full stop; undefined: it can. */
  readonly uneditable: string | undefined;
}

/** Undefined: no object, or one that cannot be read. */
export function readObjectView(codec: ObjectCodec, value: Value): ObjectView | undefined {
  const object = codec.read(value);
  if (object.kind === "unread") return undefined;
  return {
    apiVersion: object.apiVersion,
    kind: object.kindName,
    unknownFields: object.unknownFields,
    uneditable: codec.uneditable(value),
  };
}
