/** Certificates and keys that a connection names, read and checked before anything is started. */
import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { LaunchFailure } from "../process/launch-failure.ts";
import type { ConnectionTls } from "../serve/connection.ts";
import type { ConnectionDraft, Given } from "./connection-draft.ts";
import { codeOf } from "./connections-file.ts";

/** What the draft says about TLS; undefined where it says nothing. Fails with one sentence: which flag, which file. */
export async function readTls({ fields, folder }: ConnectionDraft): Promise<ConnectionTls | undefined> {
  const { cacert, cert, key, serverName } = fields;
  const [lonely, missing] = cert === undefined ? [key, "certificate"] : [key === undefined ? cert : undefined, "key"];
  if (lonely !== undefined) throw refuse(lonely, `also requires a ${missing}`);
  if (cacert === undefined && cert === undefined && serverName === undefined) return undefined;
  const authorities = cacert === undefined ? [] : await readCertificates(cacert, folder);
  return {
    authorities: authorities.map(({ pem }) => pem),
    ...(cert !== undefined && key !== undefined && { keypair: await readKeypair(cert, key, folder) }),
    ...(serverName !== undefined && { serverName: checkServerName(serverName) }),
  };
}

function refuse(given: Given, why: string): LaunchFailure {
  return new LaunchFailure(`${given.called}: “${given.text}” ${why}.`, { exitCode: 2 });
}

async function readPem(given: Given, folder: string): Promise<string> {
  try {
    return await readFile(resolve(folder, given.text), "utf8");
  } catch (error) {
    throw refuse(given, `cannot be read (${codeOf(error)})`);
  }
}

interface Certificate {
  pem: string;
  x509: X509Certificate;
}

/** The certificates of a file, the first one at least. What stands between them is left out. */
async function readCertificates(given: Given, folder: string): Promise<Certificate[]> {
  const text = await readPem(given, folder);
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw refuse(given, "contains no PEM certificate (BEGIN CERTIFICATE)");
  return blocks.map((block, index) => {
    try {
      return { pem: `${block}\n`, x509: new X509Certificate(block) };
    } catch {
      throw refuse(given, `contains an invalid certificate (${index + 1} of ${blocks.length})`);
    }
  });
}

async function readKeypair(cert: Given, key: Given, folder: string): Promise<ConnectionTls["keypair"]> {
  const chain = await readCertificates(cert, folder);
  if (!chain.every(({ x509 }) => isVersion3(x509.raw))) {
    throw refuse(
      cert,
      "is X.509 version 1, which workerd does not support: reissue it with extendedKeyUsage=clientAuth",
    );
  }
  const privateKey = readKey(key, await readPem(key, folder));
  if (chain[0]?.x509.checkPrivateKey(privateKey) !== true) {
    throw refuse(key, `does not match the certificate in “${cert.text}”`);
  }
  return {
    certificateChain: chain.map(({ pem }) => pem).join(""),
    // One spelling of the several that are about, and nothing beside the key.
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** Whether the certificate's first field is its version, which only versions 2 and 3 have (RFC 5280 §4.1). */
function isVersion3(der: Uint8Array): boolean {
  const inner = contentStart(der, 0);
  return der[contentStart(der, inner)] === 0xa0;
}

/** Where the content of the DER element at `start` begins: after its tag and its length, of one byte or of several. */
function contentStart(der: Uint8Array, start: number): number {
  const length = der[start + 1] ?? 0;
  return start + 2 + (length < 0x80 ? 0 : length & 0x7f);
}

/** The reason why a key is none is not told: it might quote it. */
function readKey(given: Given, pem: string): KeyObject {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) throw refuse(given, "contains no PEM private key");
  if (/ENCRYPTED/.test(pem)) throw refuse(given, "is encrypted: use a key without a passphrase");
  try {
    return createPrivateKey(pem);
  } catch {
    throw refuse(given, "contains an invalid private key");
  }
}

function checkServerName(given: Given): string {
  if (/^[a-z0-9.:_-]+$/i.test(given.text)) return given.text;
  throw refuse(given, "is not a valid name for a certificate");
}
