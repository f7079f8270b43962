/** A certificate (RFC 5280 §4.1), as far as it tells people why it is not accepted. Nothing is verified here. */
import { encodeHex, equalBytes } from "@etcd-explorer/shared/model/bytes";
import { readElements, readInside, tag, type Element } from "./der.ts";
import { formatName, plainText } from "./distinguished-name.ts";
import { formatIpAddress, isIpAddress, matchesDnsName, matchesIpAddress } from "./host-name.ts";

export interface Certificate {
  readonly subject: Name;
  readonly issuer: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** From subjectAltName. */
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

export interface Name {
  /** As people call it; undefined where it has no name for people. */
  readonly text: string | undefined;
  /** The name's content in DER, which tells names apart. */
  readonly der: Uint8Array;
}

/** Reads a certificate in DER; undefined where it is none. */
export function parseCertificate(der: Uint8Array): Certificate | undefined {
  const [whole] = readElements(der) ?? [];
  const [signed] = readInside(whole, tag.sequence) ?? [];
  const fields = readInside(signed, tag.sequence);
  if (fields === undefined) return undefined;
  // The version stands first, in [0]; a certificate of version 1 leaves it out (§4.1.2.1).
  const [, , issuer, validity, subject] = fields[0]?.tag === explicitVersion ? fields.slice(1) : fields;
  const [notBefore, notAfter] = (readInside(validity, tag.sequence) ?? []).map(parseTime);
  if (issuer?.tag !== tag.sequence || subject?.tag !== tag.sequence) return undefined;
  if (notBefore === undefined || notAfter === undefined) return undefined;
  const extensions = fields.find((field) => field.tag === explicitExtensions);
  return { subject: nameOf(subject), issuer: nameOf(issuer), notBefore, notAfter, ...readAltNames(extensions) };
}

/** Whether the certificate's subject is its own issuer. */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return equalBytes(subject.der, issuer.der);
}

/** Whether the certificate is for `host`: an IP address by its addresses, a name by its names. */
export function isForHost({ dnsNames, ipAddresses }: Certificate, host: string): boolean {
  return isIpAddress(host)
    ? ipAddresses.some((address) => matchesIpAddress(address, host))
    : dnsNames.some((name) => matchesDnsName(name, host));
}

const explicitVersion = 0xa0;
const explicitExtensions = 0xa3;

function nameOf({ content }: Element): Name {
  return { text: formatName(content), der: content };
}

/** §4.1.2.5: YYMMDDHHMMSSZ, where years from 50 on are of the last century, or YYYYMMDDHHMMSSZ. */
function parseTime({ tag: kind, content }: Element): Date | undefined {
  const digits = new TextDecoder().decode(content);
  const century = Number(digits.slice(0, 2)) >= 50 ? "19" : "20";
  const full = kind === tag.utcTime ? century + digits : kind === tag.generalizedTime ? digits : "";
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

type AltNames = Pick<Certificate, "dnsNames" | "ipAddresses">;

const subjectAltName = "551d11";
// §4.2.1.6: [2] dNSName and [7] iPAddress of GeneralName.
const dnsName = 0x82;
const ipAddress = 0x87;

function readAltNames(extensions: Element | undefined): AltNames {
  const [list] = extensions === undefined ? [] : (readElements(extensions.content) ?? []);
  for (const extension of readInside(list, tag.sequence) ?? []) {
    const parts = readInside(extension, tag.sequence) ?? [];
    const [id] = parts;
    const value = parts.at(-1);
    if (id?.tag !== tag.objectId || encodeHex(id.content) !== subjectAltName || value?.tag !== tag.octetString)
      continue;
    const [names] = readElements(value.content) ?? [];
    return splitNames(readInside(names, tag.sequence) ?? []);
  }
  return { dnsNames: [], ipAddresses: [] };
}

function splitNames(names: readonly Element[]): AltNames {
  const contents = (kind: number) => names.filter((name) => name.tag === kind).map(({ content }) => content);
  return {
    dnsNames: contents(dnsName).map((content) => plainText(new TextDecoder().decode(content))),
    ipAddresses: contents(ipAddress).flatMap((content) => formatIpAddress(content) ?? []),
  };
}
