import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import type { ObjectCodec } from "#/lib/formats/object-codec.ts";
import { useObjectCodec } from "./use-object-codec.ts";

/** The codec for what an event says: loaded where one of its values is an object of Kubernetes. */
export function useEventCodec(event: KeyEvent | undefined): ObjectCodec | "loading" | undefined {
  return useObjectCodec(event?.type === "put" ? event.kv.value : undefined, event?.prevKv?.value);
}
