import type { Value } from "@etcd-explorer/shared/model/bytes";
import { useEffect, useState } from "react";
import { loadCodec } from "./load-codec.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { loadedCodec, type ObjectCodec } from "#/lib/formats/object-codec.ts";

/**
 * The codec, loaded when one of the values is an object of Kubernetes. Undefined: none of them is, or it cannot be
 * loaded; then they are shown as protobuf.
 */
export function useObjectCodec(...values: readonly (Value | undefined)[]): ObjectCodec | "loading" | undefined {
  const isNeeded = values.some((value) => value !== undefined && isKubernetes(value));
  const [codec, setCodec] = useState<ObjectCodec | "failed" | undefined>(loadedCodec);
  useEffect(() => {
    if (!isNeeded || codec !== undefined) return undefined;
    let left = false;
    const show = (loaded: ObjectCodec | "failed") => {
      if (!left) setCodec(loaded);
    };
    void loadCodec().then(show, () => show("failed"));
    return () => {
      left = true;
    };
  }, [isNeeded, codec]);
  if (codec === "failed") return undefined;
  return isNeeded && codec === undefined ? "loading" : codec;
}
