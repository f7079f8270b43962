/** The descriptor sets that somebody has added: kept in this browser, and read when a chain names one of their messages. */
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import { createStore, get, set } from "idb-keyval";
import type { Decoder } from "./decoder.ts";
import type { Schema } from "./protobuf-schema.ts";

export const schemaStep = "protobuf:";

/** The most that are kept, together; the oldest go first. In bytes. */
const keptBytes = 8 * 1024 * 1024;
/** The largest one. */
const largestBytes = 4 * 1024 * 1024;

let loaded: readonly Schema[] | undefined;
const decoders = new Map<string, Decoder>();

const store = () => createStore("etcd-explorer-schemas", "sets");

async function readKept(): Promise<readonly Bytes[]> {
  try {
    const kept: unknown = await get("sets", store());
    return Array.isArray(kept)
      ? kept.flatMap((each) => (each instanceof Uint8Array ? [Uint8Array.from(each)] : []))
      : [];
  } catch {
    // A browser without storage has none.
    return [];
  }
}

/** The schemas that are kept, the newest first. */
export async function loadSchemas(): Promise<readonly Schema[]> {
  if (loaded === undefined) {
    const kept = await readKept();
    const { readSchema } = await import("./protobuf-schema.ts");
    loaded ??= kept.flatMap((bytes) => readSchema(bytes) ?? []);
  }
  return loaded;
}

/** Makes the messages that a chain names known. Call it before the chain is opened. */
export async function prepareSchemas(chain: readonly string[]): Promise<void> {
  const names = chain.filter((name) => name.startsWith(schemaStep) && !decoders.has(name));
  if (names.length === 0) return;
  const schemas = await loadSchemas();
  const { messageDecoder } = await import("./protobuf-schema.ts");
  for (const name of names) {
    const found = schemas
      .map((schema) => messageDecoder(schema, name.slice(schemaStep.length)))
      .find((each) => each !== undefined);
    if (found !== undefined) decoders.set(name, found);
  }
}

/** The decoder of a message; undefined: no schema has it, or it is not prepared. */
export function schemaDecoder(name: string): Decoder | undefined {
  return decoders.get(name);
}

/** Adds a descriptor set. Gives why it cannot be added, in a sentence; undefined: it is. */
export async function addSchema(bytes: Bytes): Promise<string | undefined> {
  if (bytes.length > largestBytes) return "Larger than 4 MiB. Make it without --include_source_info, of fewer files.";
  const { readSchema } = await import("./protobuf-schema.ts");
  const schema = readSchema(bytes);
  if (schema === undefined) return "Not a descriptor set. Make one with protoc --include_imports --descriptor_set_out.";
  loaded = [schema, ...(await loadSchemas())];
  let length = 0;
  const kept = [bytes, ...(await readKept())].filter((each) => (length += each.length) <= keptBytes);
  await set("sets", kept, store()).catch(() => undefined);
  return undefined;
}
