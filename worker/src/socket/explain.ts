/** Why a connection failed, found by a look at how the server answers TLS's first message. */
import { encodeUtf8, startsWith } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import { probeTls } from "#/tls-probe/probe.ts";
import { judgeBreak, judgeDial, judgePlainBreak, tlsRequired, type Sighting } from "#/tls-probe/verdict.ts";
import type { Dial, Endpoint } from "#/model/transport.ts";

/** Explains the one failure that a connection may have. At most one look at the server is taken. */
export interface Explainer {
  /** The dial failed with what the platform says, which is one text for nearly every cause. */
  readonly dial: (cause: unknown) => Promise<Failure>;
  /**
   * Settles where the dial hangs because the server takes the connection and then stays silent; else never. `dialled`
   * is aborted once the dial has ended.
   */
  readonly stall: (dialled: AbortSignal) => Promise<Failure>;
  /** The connection stood and ended before any answer; undefined where TLS is not to blame. */
  readonly silence: () => Promise<Failure | undefined>;
  /** The first bytes came; undefined where they may be an answer. */
  readonly firstBytes: (bytes: Uint8Array) => Failure | undefined;
}

/** `dialPlain` reaches the endpoint's own address without TLS. `signal` ends the look early. */
export function explainer(endpoint: Endpoint, dialPlain: Dial, signal: AbortSignal): Explainer {
  const { host, port, tls, serverName: name = host, clientCertificate = false } = endpoint;
  let looking: Promise<Sighting | undefined> | undefined;
  const look = (): Promise<Sighting | undefined> =>
    (looking ??= probeTls(() => dialPlain({ host, port, tls: false }), {
      name,
      timeoutMs: workerLimits.tlsProbeMs,
      signal,
    }));
  const expected = () => ({ name, clientCertificate, now: new Date() });
  return {
    dial: async (cause) => {
      const sighting = tls ? await look() : undefined;
      if (sighting !== undefined) return { kind: "tls", ...judgeDial(sighting, expected()) };
      return tls && isAboutTls(cause) ? unexplained : unreachable(host, port);
    },
    stall: (dialled) =>
      new Promise((resolve) => {
        if (!tls) return;
        const timer = setTimeout(() => {
          void look().then((sighting) => {
            if (sighting?.kind === "silent") resolve({ kind: "tls", ...judgeDial(sighting, expected()) });
          });
        }, workerLimits.tlsStallMs);
        for (const end of [dialled, signal]) end.addEventListener("abort", () => clearTimeout(timer), { once: true });
      }),
    silence: async () => {
      const sighting = await look();
      if (sighting === undefined) return undefined;
      const verdict = tls ? judgeBreak(sighting, expected()) : judgePlainBreak(sighting);
      return verdict && { kind: "tls", ...verdict };
    },
    firstBytes: (bytes) => {
      if (isHttp2(bytes)) return grpcOnly;
      return !tls && isFromTlsServer(bytes) ? { kind: "tls", ...tlsRequired } : undefined;
    },
  };
}

const unexplained: Failure = { kind: "tls", cause: "unknown", message: "The TLS handshake failed" };

const grpcOnly: Failure = {
  kind: "invalid",
  field: "port",
  message: "only serves gRPC. Use the address of etcd's --listen-client-http-urls.",
};

/** A SETTINGS frame on stream 0 (RFC 9113 §4.1, §6.5), with which an HTTP/2 server begins. */
function isHttp2(bytes: Uint8Array): boolean {
  const [high, middle, , type, flags, ...stream] = bytes.subarray(0, 9);
  return (
    high === 0 && middle === 0 && type === 4 && flags === 0 && stream.length === 4 && stream.every((at) => at === 0)
  );
}

// The platform has one text for all of them. What is an address has no name that could be unknown.
const withName = "connection refused, host not found, or address not allowed";
const withoutName = "connection refused, or address not allowed";

function isLiteral(host: string): boolean {
  return host.includes(":") || /^\d+(\.\d+){3}$/.test(host);
}

function unreachable(host: string, port: number): Failure {
  return { kind: "unreachable", host, port, message: isLiteral(host) ? withoutName : withName };
}

function isAboutTls(cause: unknown): boolean {
  return cause instanceof Error && /\b(tls|ssl|certificate|handshake)\b/i.test(cause.message);
}

/** A TLS alert (RFC 5246 §6.2.1), or what Go's server writes in clear (net/http/server.go, `conn.serve`). */
const tlsAnswers = [
  Uint8Array.of(21, 3),
  encodeUtf8("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server."),
];

/** Whether a server answers so that was spoken to without TLS and wants it. Each comes in one piece. */
function isFromTlsServer(bytes: Uint8Array): boolean {
  return tlsAnswers.some((start) => startsWith(bytes, start));
}
