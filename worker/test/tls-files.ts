/** The certificates of fixtures/tls, made by its make.sh. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Certificates of servers but for the two authorities and `client`; see the folder's README. */
export type CertificateName =
  | "authority"
  | "below-old"
  | "client"
  | "expired"
  | "future"
  | "local-ec"
  | "local-rsa"
  | "nameless"
  | "old-authority"
  | "other-name"
  | "self-signed";

/** Where a file of the folder is. */
export function tlsFile(name: string): string {
  return fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
}

/** Where the private key of a certificate is. */
export function keyFile(name: CertificateName): string {
  return tlsFile(name === "local-rsa" ? "rsa.key" : "ec.key");
}

export function pemOf(name: CertificateName): Buffer {
  return readFileSync(tlsFile(`${name}.pem`));
}

/** The certificate and its key, as Node's servers and clients take them. */
export function keyPair(name: CertificateName): { cert: Buffer; key: Buffer } {
  return { cert: pemOf(name), key: readFileSync(keyFile(name)) };
}

export function derOf(name: CertificateName): Uint8Array {
  return new Uint8Array(new X509Certificate(pemOf(name)).raw);
}
