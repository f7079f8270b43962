/** From what a probe saw to why TLS failed, for people and for programs. Pure. */
import { alert, formatAlert } from "./alert-name.ts";
import { judgeCertificates, type Verdict, type Expectation } from "./certificate-verdict.ts";
import { formatName } from "./distinguished-name.ts";
import { readElements } from "./der.ts";
import type { Ending } from "./handshake-reader.ts";
import type { ClientCertificateRequest, ServerFlight } from "./server-flight.ts";

/** What a probe saw of a server that it could connect to. */
export type Sighting = Ending | { readonly kind: "silent" };

/** Why a connection over TLS did not come to stand. */
export function judgeDial(sighting: Sighting, expected: Expectation): Verdict {
  switch (sighting.kind) {
    case "done":
      return judgeFlight(sighting.flight, expected);
    case "alert":
      return judgeAlert(sighting.description, expected);
    case "no-tls":
      return {
        cause: "no-tls",
        message: `The server does not use TLS on this port: it sent ${sighting.isHttp ? "plain HTTP" : "something else"}`,
      };
    case "cut":
      // So does etcd: its port without TLS takes the message for neither HTTP/1 nor HTTP/2 and hangs up.
      return sighting.receivedBytes === 0
        ? {
            cause: "no-tls",
            message: "The server closed the connection at the first TLS message, as etcd does without TLS",
          }
        : { cause: "unknown", message: "The server aborted the TLS handshake without giving a reason" };
    case "silent":
      return { cause: "unknown", message: "The server accepted the connection but did not answer the TLS handshake" };
    case "malformed":
      return { cause: "unknown", message: `The server's TLS handshake is invalid: ${sighting.message}` };
    default:
      return sighting satisfies never;
  }
}

/**
 * Why a connection over TLS broke before any answer; undefined where TLS is not to blame. In TLS 1.3 a client is done
 * before the server has looked for its certificate, so that a server that misses one breaks a standing connection
 * (RFC 8446 §4.4.2.4).
 */
export function judgeBreak(sighting: Sighting, { clientCertificate }: Expectation): Verdict | undefined {
  if (sighting.kind === "done" && sighting.flight.clientCertificate !== undefined) {
    return wantsClientCertificate(sighting.flight.clientCertificate, clientCertificate);
  }
  if (clientCertificate || !speaksOnlyTls13(sighting)) return undefined;
  const message = "The server closed the connection without answering. It may require a client certificate";
  return { cause: "unknown", message };
}

/** Why a connection without TLS broke before any answer; undefined where the server speaks no TLS either. */
export function judgePlainBreak(sighting: Sighting): Verdict | undefined {
  return sighting.kind === "done" || sighting.kind === "alert" ? tlsRequired : undefined;
}

/** What is said to a client that forgot TLS, however it was found out. */
export const tlsRequired: Verdict = {
  cause: "tls-required",
  message: "The server uses TLS on this port: use https, or turn on TLS",
};

const tls12 = 0x0303;

function judgeFlight(flight: ServerFlight, expected: Expectation): Verdict {
  if (flight.version < tls12) {
    return { cause: "unknown", message: "The server only supports TLS 1.1 or older, which is insecure" };
  }
  const { clientCertificate, knowsTls13 } = flight;
  const verdict = judgeCertificates(flight.certificates, expected);
  if (clientCertificate === undefined || verdict.cause !== "unknown-authority") return verdict;
  // Up to TLS 1.2 a missing client certificate fails the dial itself, and so hides whether the authority is trusted.
  // In 1.3 it does not: there, a dial that fails has another cause.
  if (!expected.clientCertificate && !knowsTls13) return wantsClientCertificate(clientCertificate, false);
  const besides = expected.clientCertificate
    ? knowsTls13
      ? ""
      : "; or the server rejected the client certificate"
    : ". It also requires a client certificate";
  return { ...verdict, message: verdict.message + besides };
}

function wantsClientCertificate({ authorities }: ClientCertificateRequest, shown: boolean): Verdict {
  const names = authorities.flatMap((der) => formatName(readElements(der)?.[0]?.content ?? der) ?? []);
  const from = names.length === 0 ? "" : ` signed by ${listNames(names)}`;
  const message = shown
    ? `The server rejected the client certificate: it requires one${from || " that it trusts"}`
    : `The server requires a client certificate${from}, but none is configured`;
  return { cause: "client-certificate-wanted", message };
}

const namesShown = 3;

function listNames(names: readonly string[]): string {
  const quoted = names.slice(0, namesShown).map((name) => `"${name}"`);
  return names.length > namesShown ? `${quoted.join(", ")} or another` : quoted.join(" or ");
}

function speaksOnlyTls13(sighting: Sighting): boolean {
  return sighting.kind === "alert" && sighting.description === alert.protocolVersion;
}

function judgeAlert(description: number, { name }: Expectation): Verdict {
  if (description === alert.protocolVersion) {
    const message = "The server's certificate has the wrong CA, name or dates (TLS 1.3 does not show which)";
    return { cause: "unknown", message };
  }
  const known = description === alert.unrecognizedName ? `: it does not know ${name}` : "";
  return { cause: "alert", message: `The server aborted the TLS handshake (${formatAlert(description)})${known}` };
}
