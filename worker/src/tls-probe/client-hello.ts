/**
 * The first message of a TLS 1.2 client (RFC 5246 §7.4.1.2), made by hand.
 *
 * It offers nothing newer than TLS 1.2 on purpose: there the server's certificate and its request for a client's come in
 * clear, where TLS 1.3 encrypts both (RFC 8446 §2).
 */
import { concatBytes, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { isIpAddress } from "./host-name.ts";
import { encodeNumber, encodeVector } from "./vector.ts";

/** What every server of TLS 1.2 has at least one of; the handshake never comes to using them. */
const cipherSuites = [
  // ECDHE with ECDSA and with RSA: AES-128-GCM, AES-256-GCM (RFC 5289), ChaCha20-Poly1305 (RFC 7905), AES-CBC.
  0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014,
  // Plain RSA: AES-GCM (RFC 5288), AES-CBC.
  0x009c, 0x009d, 0x002f, 0x0035,
];
// x25519, secp256r1, secp384r1, secp521r1 (RFC 8422 §5.1.1).
const groups = [0x001d, 0x0017, 0x0018, 0x0019];
// ECDSA and RSA-PSS with SHA-256, 384 and 512, Ed25519, RSA PKCS #1 with the same (RFC 8446 §4.2.3).
const signatureSchemes = [
  0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0807, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
];

const tls12 = 0x0303;
/** The record around a first message names the oldest version, for old servers' sake (RFC 5246 Appendix E.1). */
const tls10 = 0x0301;
const handshakeRecord = 22;
const clientHello = 1;

/** How many random bytes {@link encodeClientHello} takes. */
export const randomBytes = 32;

/**
 * The message in its record. `name` is the server's name; an IP address is not sent, since SNI knows none
 * (RFC 6066 §3).
 */
export function encodeClientHello(name: string, random: Uint8Array): Uint8Array {
  const body = concatBytes([
    encodeNumber(tls12, 2),
    random,
    // No session to resume.
    encodeVector(1),
    encodeVector(2, ...cipherSuites.map(number16)),
    // No compression.
    encodeVector(1, Uint8Array.of(0)),
    encodeVector(2, ...extensions(name)),
  ]);
  const message = concatBytes([Uint8Array.of(clientHello), encodeVector(3, body)]);
  return concatBytes([Uint8Array.of(handshakeRecord), encodeNumber(tls10, 2), encodeVector(2, message)]);
}

function number16(number: number): Uint8Array {
  return encodeNumber(number, 2);
}

function extensions(name: string): readonly Uint8Array[] {
  const list = [
    extension(10, encodeVector(2, ...groups.map(number16))),
    // Points are sent uncompressed (RFC 8422 §5.1.2).
    extension(11, encodeVector(1, Uint8Array.of(0))),
    extension(13, encodeVector(2, ...signatureSchemes.map(number16))),
    // Extended master secret (RFC 7627) and safe renegotiation (RFC 5746 §3.4): strict servers want them.
    extension(23, new Uint8Array()),
    extension(0xff01, Uint8Array.of(0)),
  ];
  return isIpAddress(name) ? list : [serverName(name), ...list];
}

function extension(type: number, data: Uint8Array): Uint8Array {
  return concatBytes([number16(type), encodeVector(2, data)]);
}

/** RFC 6066 §3: a list of one name, of type host_name (0), without a final dot. */
function serverName(name: string): Uint8Array {
  const hostName = encodeVector(2, encodeUtf8(name.replace(/\.$/, "")));
  return extension(0, encodeVector(2, Uint8Array.of(0), hostName));
}
