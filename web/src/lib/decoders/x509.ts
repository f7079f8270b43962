/**
 * What a certificate says (RFC 5280). Its signature is not verified. A reader of our own: @peculiar/x509 and pkijs are
 * ten times as large, for what is signed, built and verified there.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { derTags, derText, derTime, formatOid, readDer, readDerItems, type DerItem } from "./der.ts";

export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** Host names and addresses: `DNS:example.com`. */
  readonly names: readonly string[];
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `RSA 2048 bit`, `EC P-256`. */
  readonly key: string;
  readonly signature: string;
  readonly isAuthority: boolean;
  readonly fingerprint: string;
}

/** Reads a certificate in DER; undefined: it is none. */
export function readCertificate(bytes: Uint8Array): Certificate | undefined {
  const outer = readDer(bytes);
  if (outer?.tag !== derTags.sequence || outer.whole.length !== bytes.length) return undefined;
  const [body, algorithm] = readDerItems(outer.content) ?? [];
  const fields = body?.tag === derTags.sequence ? readDerItems(body.content) : undefined;
  if (fields === undefined || algorithm === undefined) return undefined;
  // The version stands first where it is not 1.
  const [serial, , issuer, validity, subject, key, ...more] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  if (serial?.tag !== derTags.integer || issuer === undefined || subject === undefined || key === undefined)
    return undefined;
  const [from, to] = (validity && readDerItems(validity.content)) ?? [];
  const [notBefore, notAfter] = [from && derTime(from), to && derTime(to)];
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const extensions = readExtensions(more.find(({ tag }) => tag === 0xa3));
  return {
    subject: readName(subject),
    issuer: readName(issuer),
    names: alternativeNames(extensions.get("2.5.29.17")),
    serial: encodeHex(serial.content),
    notBefore,
    notAfter,
    key: describeKey(key),
    signature: nameOf(oidIn(algorithm)),
    // BasicConstraints: a sequence with TRUE first.
    isAuthority: extensions.get("2.5.29.19")?.subarray(2, 5).join() === "1,1,255",
    fingerprint: encodeHex(sha256(bytes)),
  };
}

/** RFC 4514 §3, the short names that are known. */
const attributes: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "0.9.2342.19200300.100.1.25": "DC",
  "0.9.2342.19200300.100.1.1": "UID",
  "1.2.840.113549.1.9.1": "emailAddress",
};

function readName({ content }: DerItem): string {
  const pairs = (readDerItems(content) ?? []).flatMap((set) =>
    (readDerItems(set.content) ?? []).map((pair) => {
      const [type, text] = readDerItems(pair.content) ?? [];
      const oid = type === undefined ? "" : formatOid(type.content);
      return `${attributes[oid] ?? oid}=${text === undefined ? "" : derText(text)}`;
    }),
  );
  return pairs.join(", ");
}

/** By OID, each without its octet string. */
function readExtensions(holder: DerItem | undefined): ReadonlyMap<string, Uint8Array> {
  const list = holder && readDer(holder.content);
  const found = new Map<string, Uint8Array>();
  for (const extension of (list && readDerItems(list.content)) ?? []) {
    const items = readDerItems(extension.content) ?? [];
    const [oid, value] = [items[0], items.find(({ tag }) => tag === derTags.octetString)];
    if (oid !== undefined && value !== undefined) found.set(formatOid(oid.content), value.content);
  }
  return found;
}

/** RFC 5280 §4.2.1.6. */
function alternativeNames(value: Uint8Array | undefined): string[] {
  const list = value && readDer(value);
  return ((list && readDerItems(list.content)) ?? []).flatMap(({ tag, content }) => {
    const text = new TextDecoder("latin1").decode(content);
    if (tag === 0x82) return [`DNS:${text}`];
    if (tag === 0x81) return [`email:${text}`];
    if (tag === 0x86) return [`URI:${text}`];
    return tag === 0x87 ? [`IP:${formatAddress(content)}`] : [];
  });
}

function formatAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: bytes.length / 2 }, (_, at) =>
    (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16).toUpperCase(),
  );
  return groups.join(":");
}

const algorithms: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.1": "RSA",
  "1.2.840.113549.1.1.5": "RSA with SHA-1",
  "1.2.840.113549.1.1.10": "RSA-PSS",
  "1.2.840.113549.1.1.11": "RSA with SHA-256",
  "1.2.840.113549.1.1.12": "RSA with SHA-384",
  "1.2.840.113549.1.1.13": "RSA with SHA-512",
  "1.2.840.10045.2.1": "EC",
  "1.2.840.10045.4.3.2": "ECDSA with SHA-256",
  "1.2.840.10045.4.3.3": "ECDSA with SHA-384",
  "1.2.840.10045.4.3.4": "ECDSA with SHA-512",
  "1.2.840.10045.3.1.7": "P-256",
  "1.3.132.0.34": "P-384",
  "1.3.132.0.35": "P-521",
  "1.3.101.112": "Ed25519",
  "1.3.101.113": "Ed448",
};

const nameOf = (oid: string) => algorithms[oid] ?? oid;

function oidIn({ content }: DerItem): string {
  const oid = readDer(content);
  return oid?.tag === derTags.oid ? formatOid(oid.content) : "";
}

function describeKey({ content }: DerItem): string {
  const [algorithm, bits] = readDerItems(content) ?? [];
  if (algorithm === undefined || bits === undefined) return "unknown";
  const name = nameOf(oidIn(algorithm));
  if (name === "EC") {
    const curve = readDerItems(algorithm.content)?.[1];
    return `EC ${curve?.tag === derTags.oid ? nameOf(formatOid(curve.content)) : "unnamed curve"}`;
  }
  if (name !== "RSA") return name;
  // The first byte of a bit string counts what is unused; the modulus begins with a zero where its first bit is set.
  const modulus = readDerItems(readDer(bits.content.subarray(1))?.content ?? new Uint8Array())?.[0]?.content;
  const first = modulus?.findIndex((byte) => byte !== 0) ?? -1;
  if (modulus === undefined || first < 0) return name;
  return `RSA ${(modulus.length - first) * 8 - (Math.clz32(modulus[first] ?? 0) - 24)} bit`;
}
