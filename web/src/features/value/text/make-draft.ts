import { encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Draft } from "#/stores/drafts.ts";
import { isStoredSecret, speaksOfSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { storedText } from "#/lib/formats/value-form.ts";
import type { Decoding } from "#/lib/formats/decoding.ts";
import { isCoded, type Encoding } from "#/lib/formats/encodings.ts";
import { fromEditText, isTextual } from "#/lib/formats/value-text.ts";
import type { LaidOut } from "./stored-layout.ts";

/** An edit of a key, with the text that a save would write. */
export function makeDraft(base: KeyValue, encoding: Encoding, { text, form }: LaidOut, decoding?: Decoding): Draft {
  if (isCoded(encoding)) {
    const bytes = fromEditText(text, encoding, base.value, decoding);
    return { ...kept(base, encoding, text), ...(bytes && { stored: encodeBase64(bytes) }) };
  }
  const more = form === undefined ? {} : { form, stored: storedText(text, form, base.value) };
  return { ...kept(base, encoding, text), ...more };
}

/** What is stored, or is typed in its place, may be a Secret. */
function kept(base: KeyValue, encoding: Encoding, text: string): Draft {
  const typed = isTextual(encoding) && speaksOfSecret(text);
  return { base, encoding, text, ...((typed || isStoredSecret(base.value)) && { isSecret: true }) };
}
