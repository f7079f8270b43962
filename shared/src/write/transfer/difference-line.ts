/**
 * Differences as JSON lines, one object a line: `kind`, and for each side that has the key an object with the key, what
 * etcd keeps about it and, where it was read, its value. Bytes in base64, which alone count; beside them text for
 * readers, only where the bytes are UTF-8. Integers are decimal text. The values of Secrets are left out, which is said.
 */
import { hiddenSecret, isStoredSecret } from "../../kubernetes/stored-secret.ts";
import { decodeUtf8, encodeBase64, type Value } from "../../model/bytes.ts";
import { noLease } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { Json } from "../../model/json.ts";
import { factsOn, type Difference } from "../../read/compare/difference.ts";
import type { OfSides } from "../../read/compare/side.ts";
import { compact } from "../../wire/fields.ts";

/** The names of the sides in the file. */
const names = { left: "a", right: "b" } as const;

/** One line, with its line break. `values`: where they are to be told; undefined for a side that lacks the key. */
export function formatDifferenceLine(difference: Difference, values?: Partial<OfSides<Value | undefined>>): string {
  const side = (name: "left" | "right") => {
    const facts = factsOn(difference, name);
    return facts === undefined ? undefined : encodeSide(facts, values?.[name]);
  };
  const line = compact({ kind: difference.kind, [names.left]: side("left"), [names.right]: side("right") });
  return `${JSON.stringify(line)}\n`;
}

function encodeSide({ key, createRevision, modRevision, version, lease }: KeyFacts, value: Value | undefined): Json {
  return compact({
    key: encodeBase64(key),
    key_text: decodeUtf8(key),
    ...(value && encodeValue(value)),
    version,
    create_revision: createRevision,
    mod_revision: modRevision,
    lease: lease === noLease ? undefined : lease,
  });
}

function encodeValue(value: Value): Json {
  if (isStoredSecret(value)) return { value_omitted: hiddenSecret };
  return compact({ value: encodeBase64(value), value_text: decodeUtf8(value) });
}
