/** Certificates in DER and PEM (RFC 7468), each with what it says and how long it is valid. Private keys are not shown. */
import { decodeUtf8, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { readBase64 } from "./base64-text.ts";
import type { DecodeResult, Decoder } from "./decoder.ts";
import { utcText } from "./utc-text.ts";
import { readCertificate, type Certificate } from "./x509.ts";

const dayMs = 86_400_000;

function validityNote({ notBefore, notAfter }: Certificate, now: number): string {
  if (now < notBefore) return `not valid before ${utcText(notBefore) ?? ""}`;
  const days = Math.floor((notAfter - now) / dayMs);
  if (now > notAfter) return `expired ${utcText(notAfter) ?? ""}`;
  return `valid for ${formatGrouped(days)} ${days === 1 ? "day" : "days"}`;
}

function describe(certificate: Certificate, now: number) {
  const { subject, issuer, names, serial, notBefore, notAfter, key, signature, isAuthority, fingerprint } = certificate;
  return {
    subject,
    issuer: issuer === subject ? `${issuer} (self-signed)` : issuer,
    ...(names.length > 0 && { names }),
    notBefore: utcText(notBefore),
    notAfter: utcText(notAfter),
    validity: validityNote(certificate, now),
    key,
    signature: `${signature} (not verified)`,
    certificateAuthority: isAuthority,
    serial,
    sha256: fingerprint,
  };
}

const asJson = (what: unknown) => encodeUtf8(`${JSON.stringify(what, null, 2)}\n`);

export const der: Decoder = {
  name: "x509",
  label: "certificate",
  fits: (bytes) => (bytes[0] === 0x30 && bytes[1] === 0x82 && readCertificate(bytes) !== undefined ? 1 : 0),
  decode: (bytes) => {
    const certificate = readCertificate(bytes);
    if (certificate === undefined) return { failed: "not a certificate in DER" };
    const now = Date.now();
    return { bytes: asJson(describe(certificate, now)), format: "JSON", notes: [validityNote(certificate, now)] };
  },
  unwritable: "a certificate is signed",
};

interface Block {
  readonly label: string;
  readonly bytes: Bytes;
}

/** More are no chain. */
const mostBlocks = 500;

function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (blocks.length < mostBlocks) {
    const start = text.indexOf("-----BEGIN ", at);
    const named = start < 0 ? -1 : text.indexOf("-----", start + 11);
    if (named < 0) break;
    const label = text.slice(start + 11, named);
    const end = text.indexOf(`-----END ${label}-----`, named);
    if (end < 0 || !/^[A-Z0-9 ]+$/.test(label)) break;
    const bytes = readBase64(withoutHeaders(text.slice(named + 5, end)).replaceAll(/\s+/g, ""));
    if (bytes !== undefined) blocks.push({ label, bytes });
    at = end + 9;
  }
  return blocks;
}

/** Headers, as an encrypted key has them, stand before an empty line. */
function withoutHeaders(body: string): string {
  const gap = body.includes(":") ? /\r?\n\r?\n/.exec(body) : null;
  return gap === null ? body : body.slice(gap.index + gap[0].length);
}

function decodePem(bytes: Bytes): DecodeResult {
  const blocks = readBlocks(decodeUtf8(bytes) ?? "");
  if (blocks.length === 0) return { failed: "not PEM" };
  const now = Date.now();
  const read = blocks.map(({ label, bytes: content }) => ({
    label,
    content,
    certificate: label === "CERTIFICATE" || label === "X509 CERTIFICATE" ? readCertificate(content) : undefined,
  }));
  const certificates = read.flatMap(({ certificate }) => certificate ?? []);
  const shown = read.map(({ label, content, certificate }) =>
    certificate === undefined
      ? { type: label, sizeBytes: content.length, ...(label.includes("PRIVATE") && { shown: "no: it is private" }) }
      : { type: label, ...describe(certificate, now) },
  );
  const soonest = certificates.toSorted((a, b) => a.notAfter - b.notAfter)[0];
  return {
    bytes: asJson(shown.length === 1 ? shown[0] : shown),
    format: "JSON",
    notes: [...(soonest === undefined ? [] : [validityNote(soonest, now)]), ...chainNote(certificates)],
  };
}

/** Whether each certificate names the next one as its issuer. */
function chainNote(certificates: readonly Certificate[]): string[] {
  if (certificates.length < 2) return [];
  const isChain = certificates.every(
    ({ issuer }, at) => at === certificates.length - 1 || issuer === certificates[at + 1]?.subject,
  );
  return [
    `${certificates.length} certificates${isChain ? ", each issued by the next" : ", not in the order of a chain"}`,
  ];
}

export const pem: Decoder = {
  name: "pem",
  label: "PEM",
  fits: (bytes) => {
    const start = decodeUtf8(bytes.subarray(0, 11));
    return start === "-----BEGIN " && readBlocks(decodeUtf8(bytes) ?? "").length > 0 ? 1 : 0;
  },
  decode: decodePem,
  unwritable: "a certificate is signed",
};
