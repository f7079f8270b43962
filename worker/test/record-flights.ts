/** Records fixtures/tls/flights.json anew: see the README there. */
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import type { TlsOptions } from "node:tls";
import { encodeClientHello, randomBytes } from "#/tls-probe/client-hello.ts";
import { HandshakeReader } from "#/tls-probe/handshake-reader.ts";
import type { FaultServer } from "./fault-server.ts";
import { withTlsEtcd } from "./tls-etcd.ts";
import { keyPair, pemOf, tlsFile } from "./tls-files.ts";
import { withTlsServer } from "./tls-server.ts";

/** All that the server answers to a ClientHello until its part is over, in base64. */
async function record({ host, port }: FaultServer): Promise<string> {
  const socket = connect({ host, port });
  const reader = new HandshakeReader();
  const pieces: Uint8Array[] = [];
  socket.write(encodeClientHello("localhost", new Uint8Array(randomBytes).fill(7)));
  for await (const piece of socket.iterator({ destroyOnReturn: true })) {
    pieces.push(piece);
    reader.push(piece);
    if (reader.step().kind !== "need-more") break;
  }
  return Buffer.concat(pieces).toString("base64");
}

const node: Readonly<Record<string, TlsOptions>> = {
  "Node, TLS 1.2 alone, a chain of two": {
    key: keyPair("expired").key,
    cert: Buffer.concat([pemOf("expired"), pemOf("authority")]),
    maxVersion: "TLSv1.2",
  },
  "Node, TLS 1.1 alone": {
    ...keyPair("local-rsa"),
    ca: pemOf("authority"),
    requestCert: true,
    minVersion: "TLSv1.1",
    maxVersion: "TLSv1.1",
    // OpenSSL's own guard against so old a version.
    ciphers: "DEFAULT@SECLEVEL=0",
  },
  "Node, TLS 1.3 alone": { ...keyPair("local-ec"), minVersion: "TLSv1.3" },
};

const flights: Record<string, string> = {};
for (const version of ["3.4.23", "3.5.30"]) {
  flights[`etcd ${version}`] = await withTlsEtcd({ version, certificate: "local-ec" }, record);
  flights[`etcd ${version} with --client-cert-auth`] = await withTlsEtcd(
    { version, certificate: "local-rsa", clientCertAuth: true },
    record,
  );
}
for (const [name, options] of Object.entries(node)) flights[name] = await withTlsServer(options, record);
await writeFile(tlsFile("flights.json"), `${JSON.stringify(flights, undefined, 2)}\n`);
