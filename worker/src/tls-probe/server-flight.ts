/** What a TLS server says first (RFC 5246 §7.3), and the messages that it is made of. */
import { startsWith } from "@etcd-explorer/shared/model/bytes";
import { readNumber, readVector, readVectors } from "./vector.ts";

/** The parts of the flight that tell why a client may not get on with the server. */
export interface ServerFlight {
  /** As on the wire: 0x0303 is TLS 1.2, and a lower one older. */
  readonly version: number;
  /** Whether the server would speak TLS 1.3 to a client that does. */
  readonly knowsTls13: boolean;
  /** In DER, the server's own first. */
  readonly certificates: readonly Uint8Array[];
  readonly clientCertificate: ClientCertificateRequest | undefined;
}

/** The server's request for a client certificate. */
export interface ClientCertificateRequest {
  /** The names, in DER, of the authorities whose certificates it takes; none: it does not say. */
  readonly authorities: readonly Uint8Array[];
}

export const emptyFlight: ServerFlight = {
  version: 0,
  knowsTls13: false,
  certificates: [],
  clientCertificate: undefined,
};

/** Handshake messages by type (RFC 5246 §7.4, RFC 6066 §8 for the status). */
const messageType = {
  helloRequest: 0,
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateStatus: 22,
} as const;

/** What a message makes of the flight: more of it, its end, or the name of what is wrong. */
export type FlightStep =
  | { readonly kind: "more"; readonly flight: ServerFlight }
  | { readonly kind: "done" }
  | { readonly kind: "malformed"; readonly message: string };

/** Adds one handshake message, without its header, to what was read of the flight. */
export function applyMessage(flight: ServerFlight, type: number, body: Uint8Array): FlightStep {
  if (flight.version === 0 && type !== messageType.serverHello && type !== messageType.helloRequest) {
    return malformed("it does not start with a ServerHello");
  }
  switch (type) {
    case messageType.serverHello:
      return applyServerHello(flight, body);
    case messageType.certificate:
      return applyCertificates(flight, body);
    case messageType.certificateRequest:
      return applyCertificateRequest(flight, body);
    case messageType.serverHelloDone:
      return { kind: "done" };
    case messageType.helloRequest:
    case messageType.serverKeyExchange:
    case messageType.certificateStatus:
      return { kind: "more", flight };
    default:
      return malformed("it has an unexpected message");
  }
}

function malformed(message: string): FlightStep {
  return { kind: "malformed", message };
}

// A server of TLS 1.3 that answers in 1.2 or below says so in the last bytes of its random (RFC 8446 §4.1.3):
// "DOWNGRD" and 1, or 0.
const downgradeMark = Uint8Array.of(0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44);
const randomEnd = 34;

/** RFC 5246 §7.4.1.3: version, random, session, cipher suite, compression; the rest is of no interest. */
function applyServerHello(flight: ServerFlight, body: Uint8Array): FlightStep {
  const version = readNumber(body, 2);
  if (flight.version !== 0 || body.length < randomEnd + 4 || version >> 8 !== 3) return malformed("its ServerHello");
  const knowsTls13 = startsWith(body.subarray(randomEnd - 8, randomEnd), downgradeMark);
  return { kind: "more", flight: { ...flight, version, knowsTls13 } };
}

/** RFC 5246 §7.4.2. */
function applyCertificates(flight: ServerFlight, body: Uint8Array): FlightStep {
  const list = readVector(body, 3);
  const certificates = list?.rest.length === 0 ? readVectors(list.content, 3) : undefined;
  if (certificates === undefined) return malformed("its list of certificates");
  return { kind: "more", flight: { ...flight, certificates } };
}

const tls12 = 0x0303;

/** RFC 5246 §7.4.4: kinds of certificates, from TLS 1.2 on signature algorithms, and names of authorities. */
function applyCertificateRequest(flight: ServerFlight, body: Uint8Array): FlightStep {
  const afterTypes = readVector(body, 1)?.rest ?? new Uint8Array();
  const names = flight.version >= tls12 ? readVector(afterTypes, 2)?.rest : afterTypes;
  const list = readVector(names ?? new Uint8Array(), 2);
  const authorities = list?.rest.length === 0 ? readVectors(list.content, 2) : undefined;
  if (authorities === undefined) return malformed("its request for a client certificate");
  return { kind: "more", flight: { ...flight, clientCertificate: { authorities } } };
}
