import { keepCodec, loadedCodec, type ObjectCodec } from "#/lib/formats/object-codec.ts";

/** Loads the codec of Kubernetes objects, once. */
export async function loadCodec(): Promise<ObjectCodec> {
  return loadedCodec() ?? keepCodec((await import("./object-codec.ts")).objectCodec);
}
