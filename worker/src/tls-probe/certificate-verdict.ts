/** What is wrong with a server's certificates, by what they say of themselves. Pure. */
import { equalBytes } from "@etcd-explorer/shared/model/bytes";
import type { TlsCause } from "@etcd-explorer/shared/model/failure";
import { isForHost, isSelfIssued, parseCertificate, type Certificate } from "./certificate.ts";

export interface Verdict {
  readonly cause: TlsCause;
  /** A sentence. */
  readonly message: string;
}

/** What was expected of the server. */
export interface Expectation {
  /** The name or address that its certificate must have. */
  readonly name: string;
  /** Whether a client certificate was shown, where the server wanted one. */
  readonly clientCertificate: boolean;
  readonly now: Date;
}

/**
 * Why the certificates (in DER, the server's own first) were not accepted. What can be read in them is looked at:
 * dates, then names. Where those are right, it was the signature: which authorities are trusted is not known here.
 */
export function judgeCertificates(certificates: readonly Uint8Array[], expected: Expectation): Verdict {
  const chain = certificates.map(parseCertificate);
  const [own] = chain;
  if (own === undefined) return { cause: "unknown", message: "The server's certificate cannot be read" };
  const above = chain.slice(1).flatMap((certificate) => certificate ?? []);
  return (
    judgeDates("The server's certificate", own, expected.now) ??
    judgeName(own, expected.name) ??
    judgeAbove(own, above, expected.now)
  );
}

function judgeDates(what: string, { notBefore, notAfter }: Certificate, now: Date): Verdict | undefined {
  if (now > notAfter) return { cause: "expired", message: `${what} expired on ${formatTime(notAfter)}` };
  if (now >= notBefore) return undefined;
  const message = `${what} is not valid before ${formatTime(notBefore)}; the explorer's clock says ${formatTime(now)}`;
  return { cause: "not-yet-valid", message };
}

/** To the minute, in UTC: `2027-01-31 12:00 UTC`. */
function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function judgeName(certificate: Certificate, name: string): Verdict | undefined {
  if (isForHost(certificate, name)) return undefined;
  const names = [...certificate.dnsNames, ...certificate.ipAddresses];
  const { text } = certificate.subject;
  // A common name is no host name any more (RFC 9525 §6.3), though it often looks like one.
  const instead =
    names.length > 0
      ? `only for ${listNames(names)}`
      : `or any other host: it has no subjectAltName${text === undefined ? "" : `, only the common name "${text}"`}`;
  return { cause: "wrong-name", message: `The server's certificate is not valid for ${name}, ${instead}` };
}

const namesShown = 6;

function listNames(names: readonly string[]): string {
  const more = names.length - namesShown;
  return more > 0 ? `${names.slice(0, namesShown).join(", ")} and ${more} more` : names.join(", ");
}

/** Follows the signatures up, as far as the server shows who signed. */
function judgeAbove(own: Certificate, above: readonly Certificate[], now: Date): Verdict {
  let top = own;
  for (const certificate of above) {
    if (!equalBytes(certificate.subject.der, top.issuer.der)) continue;
    top = certificate;
    const dates = judgeDates(`The certificate of the server's CA, "${nameOf(top.subject)}",`, top, now);
    if (dates !== undefined) return dates;
  }
  const message = isSelfIssued(own)
    ? `The server's certificate is self-signed ("${nameOf(own.subject)}"), not signed by a trusted CA`
    : `The server's certificate is signed by an untrusted CA: "${nameOf(top.issuer)}"`;
  return { cause: "unknown-authority", message };
}

function nameOf({ text }: Certificate["issuer"]): string {
  return text ?? "a CA without a name";
}
