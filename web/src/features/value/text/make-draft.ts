import { encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Draft } from "#/stores/drafts.ts";
import { storedText } from "#/lib/formats/value-form.ts";
import { objectStyleOf, type Encoding } from "#/lib/formats/encodings.ts";
import { fromEditText } from "#/lib/formats/value-text.ts";
import type { LaidOut } from "./stored-layout.ts";

/** An edit of a key, with the text that a save would write. */
export function makeDraft(base: KeyValue, encoding: Encoding, { text, form }: LaidOut): Draft {
  if (objectStyleOf(encoding) !== undefined) {
    const bytes = fromEditText(text, encoding, base.value);
    return { base, encoding, text, ...(bytes && { stored: encodeBase64(bytes) }) };
  }
  const more = form === undefined ? {} : { form, stored: storedText(text, form, base.value) };
  return { base, encoding, text, ...more };
}
