/** The name of a certificate's subject or issuer (RFC 5280 §4.1.2.4), as people call it. */
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { readElements, readInside, tag, type Element } from "./der.ts";

// X.520 attributes by the content of their object identifier: 2.5.4.3, 2.5.4.10 and 2.5.4.11.
const spoken = ["550403", "55040a", "55040b"] as const;
const stringTags: readonly number[] = [tag.utf8String, tag.printableString, tag.teletexString, tag.ia5String];

/**
 * The common name, else the organization, else its unit; undefined where there is none of them. `content` is that of
 * the name's sequence.
 */
export function formatName(content: Uint8Array): string | undefined {
  const attributes = (readElements(content) ?? []).flatMap((set) => readInside(set, tag.set) ?? []);
  for (const kind of spoken) {
    for (const attribute of attributes) {
      const [type, value] = readInside(attribute, tag.sequence) ?? [];
      if (type?.tag === tag.objectId && encodeHex(type.content) === kind) return readString(value);
    }
  }
  return undefined;
}

function readString(value: Element | undefined): string | undefined {
  if (value === undefined || !stringTags.includes(value.tag)) return undefined;
  return plainText(new TextDecoder().decode(value.content));
}

const longestText = 100;

/** Foreign text made fit for a sentence: nothing that hides or turns it around, and no novel. */
export function plainText(text: string): string {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}"]/gu, "?");
  return plain.length > longestText ? `${plain.slice(0, longestText)}…` : plain;
}
