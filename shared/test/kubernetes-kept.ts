/** What the fuzz tests of Kubernetes objects ask of every value, whatever it is. */
import { builtinFacts } from "../src/kubernetes/builtin-facts.ts";
import { formatJson, parseJson } from "../src/kubernetes/json-text.ts";
import { equalValues } from "../src/kubernetes/object-value.ts";
import { findUneditable, readStoredObject, writeStoredObject } from "../src/kubernetes/stored-object.ts";
import { equalBytes } from "../src/model/bytes.ts";

/** How a value fared: not read, not editable, or saved unchanged; `broken` must never be. */
export type Fate = "unread" | "uneditable" | "saved" | "broken";

/** Reads and writes unchanged, as an editor would: from its text. What cannot be edited is kept, since nobody can. */
export function saveUnchanged(value: Uint8Array): Fate {
  const object = readStoredObject(value, builtinFacts);
  if (object.kind === "unread") return object.reason === "" ? "broken" : "unread";
  if (findUneditable(value, object, builtinFacts) !== undefined) return "uneditable";
  const typed = parseJson(formatJson(object.value, 2));
  const written = writeStoredObject(typed ?? null, value, builtinFacts);
  const isSame = equalValues(typed, object.value) && written.kind === "written" && equalBytes(written.bytes, value);
  return isSame ? "saved" : "broken";
}
