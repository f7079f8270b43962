/**
 * JSON Web Tokens (RFC 7519) in compact form: header and claims. The signature is not verified, and not shown: whoever
 * has the whole token has its rights.
 */
import { decodeUtf8, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { prettyJson } from "#/lib/formats/json-layout.ts";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import { readBase64 } from "./base64-text.ts";
import type { Decoder } from "./decoder.ts";
import { utcText } from "./utc-text.ts";

const compact = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]*)\s*$/;
/** Tokens are sent with each request: longer ones are none. In bytes. */
const longestToken = 64 * 1024;

interface Token {
  /** Both as JSON texts of an object. */
  readonly header: string;
  readonly claims: string;
  readonly signatureBytes: number;
}

function readToken(bytes: Uint8Array): Token | undefined {
  const text = bytes.length > longestToken ? undefined : decodeUtf8(bytes);
  const [, first = "", second = "", third = ""] = compact.exec(text ?? "") ?? [];
  const [header, claims] = [jsonObject(first), jsonObject(second)];
  const signature = third === "" ? new Uint8Array() : readBase64(third);
  if (header === undefined || claims === undefined || signature === undefined) return undefined;
  return jsonTree(header)?.members.some(({ name }) => name === "alg") === true
    ? { header, claims, signatureBytes: signature.length }
    : undefined;
}

function jsonObject(part: string): string | undefined {
  const text = decodeUtf8(readBase64(part) ?? new Uint8Array());
  return text !== undefined && jsonTree(text)?.kind === "object" ? text : undefined;
}

/** RFC 7519 §4.1: seconds since 1970, fractions allowed. */
const times: Readonly<Record<string, string>> = { iat: "issued", nbf: "valid from", exp: "expires" };

function timeNotes(claims: string): string[] {
  return (jsonTree(claims)?.members ?? []).flatMap(({ name, value }) => {
    const word = Object.hasOwn(times, name) ? times[name] : undefined;
    const seconds = value.kind === "number" ? Number(value.text) : Number.NaN;
    const time = utcText(seconds * 1000);
    return word === undefined || time === undefined ? [] : [`${word} ${time}`];
  });
}

export const jwt: Decoder = {
  name: "jwt",
  label: "JWT",
  fits: (bytes) => (readToken(bytes) === undefined ? 0 : 1),
  decode: (bytes) => {
    const token = readToken(bytes);
    if (token === undefined) return { failed: "not a JWT" };
    const { header, claims, signatureBytes } = token;
    const json = `{"header":${header},"claims":${claims}}`;
    const signed = signatureBytes === 0 ? "not signed" : `signature of ${signatureBytes} B not verified`;
    return {
      bytes: encodeUtf8(`${prettyJson(json) ?? json}\n`),
      format: "JSON",
      notes: [signed, ...timeNotes(claims)],
    };
  },
  unwritable: "a changed token needs a new signature",
};
