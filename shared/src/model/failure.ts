/** Everything that can go wrong between the browser and etcd, as one closed union carried by one Error. */
import { formatMs } from "./time-text.ts";

/** Where a call stood when its time was up. */
export type Phase = "dial" | "headers" | "body";

/** What stood behind a cut answer: how far it had come. */
export type CutPoint = "headers" | "body" | "chunk" | "before the last chunk";

/** Why TLS failed, as far as it could be found out. */
export type TlsCause =
  /** The server speaks no TLS on this port. */
  | "no-tls"
  /** It was spoken to without TLS and wants it. */
  | "tls-required"
  | "unknown-authority"
  | "wrong-name"
  | "expired"
  | "not-yet-valid"
  | "client-certificate-wanted"
  /** The server broke the handshake off, and said no more than the name of an alert. */
  | "alert"
  | "unknown";

/** One of several endpoints, and what came of it; `no-leader`: it lives, and its cluster does not answer. */
export interface TriedEndpoint {
  readonly host: string;
  readonly port: number;
  readonly outcome: "no-connection" | "no-answer" | "no-leader";
}

export type Failure =
  /** The request itself is wrong. `field` names what to mend. */
  | { readonly kind: "invalid"; readonly field: string; readonly message: string }
  /** The guard refuses: target, operation, origin or host. */
  | { readonly kind: "forbidden"; readonly rule: string; readonly message: string }
  /** No connection: refused, no such host, or no route. The platform does not tell them apart. */
  | {
      readonly kind: "unreachable";
      readonly host: string;
      readonly port: number;
      readonly message: string;
      readonly tried?: readonly TriedEndpoint[];
    }
  /** `timeoutMs` is the time of all that was tried. */
  | {
      readonly kind: "timeout";
      readonly phase: Phase;
      readonly timeoutMs: number;
      readonly tried?: readonly TriedEndpoint[];
    }
  | { readonly kind: "tls"; readonly message: string; readonly cause?: TlsCause }
  /** What came is not HTTP/1.1, or not the JSON that was due. */
  | { readonly kind: "malformed"; readonly message: string }
  /** The connection ended within an answer. */
  | { readonly kind: "truncated"; readonly at: CutPoint; readonly receivedBytes: number }
  /** Headers or body beyond what we hold, or a request beyond what etcd takes. */
  | { readonly kind: "too-large"; readonly what: "headers" | "body" | "request"; readonly limitBytes: number }
  /** etcd answered with an error. `code` is the gRPC code; `status` the HTTP status. */
  | { readonly kind: "rejected"; readonly status: number; readonly code: number; readonly message: string }
  /** etcd has discarded the revision that was asked for. */
  | { readonly kind: "compacted"; readonly status: number; readonly code: number; readonly message: string }
  /** The revision that was asked for has not been written yet. */
  | { readonly kind: "future-revision"; readonly status: number; readonly code: number; readonly message: string }
  /** An HTTP error that is not etcd's own: a proxy's, say. It does not tell whether etcd was asked. */
  | { readonly kind: "foreign"; readonly status: number; readonly message: string }
  /** The browser cannot reach the worker. */
  | { readonly kind: "offline"; readonly message: string }
  /** A fault of ours. */
  | { readonly kind: "internal"; readonly message: string };

export type FailureKind = Failure["kind"];

/** What etcd itself answered with an error. */
export type Rejection = Extract<Failure, { kind: "rejected" | "compacted" | "future-revision" }>;

/** Whether etcd itself answered, with an error. */
export function isRejection(failure: Failure): failure is Rejection {
  return failure.kind === "rejected" || failure.kind === "compacted" || failure.kind === "future-revision";
}

/** Whether etcd answered that it could not do it in time: no leader, or no quorum. */
export function hasTimedOut({ message }: Rejection): boolean {
  return /request timed out|context deadline exceeded/.test(message);
}

/** One sentence for people: what happened, without its full stop, whatever etcd or the network wrote. */
export function describeFailure(failure: Failure): string {
  return withoutFullStop(wordsOf(failure));
}

/** A sentence as something that goes on after it takes it. */
export function withoutFullStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function wordsOf(failure: Failure): string {
  switch (failure.kind) {
    case "invalid":
      return `${failure.field}: ${failure.message}`;
    case "forbidden":
    case "tls":
    case "offline":
    case "internal":
      return failure.message;
    case "unreachable":
      return failure.tried === undefined
        ? `Cannot connect to ${formatHostPort(failure.host, failure.port)}: ${failure.message}`
        : `${noAnswer(failure.tried)}: ${formatTried(failure.tried)}`;
    case "timeout":
      return failure.tried === undefined
        ? `${timeoutWords[failure.phase]} within ${formatMs(failure.timeoutMs)}`
        : `${noAnswer(failure.tried)} within ${formatMs(failure.timeoutMs)}: ${formatTried(failure.tried)}`;
    case "malformed":
      return `Not a valid etcd response: ${failure.message}`;
    case "truncated":
      return `The response was cut off ${cutWords[failure.at]}, after ${failure.receivedBytes} bytes`;
    case "too-large":
      return `The ${tooLargeWords[failure.what]} ${failure.limitBytes} bytes`;
    case "rejected":
      return `${hasTimedOut(failure) ? "etcd timed out" : "etcd refused"}: ${failure.message} (code ${failure.code})`;
    case "compacted":
      return "This revision has been compacted: etcd can no longer read it";
    case "future-revision":
      return "This revision does not exist yet: it is newer than etcd's current revision";
    case "foreign":
      return `The response (HTTP ${failure.status}) is not from etcd: ${failure.message}`;
    default:
      return failure satisfies never;
  }
}

const cutWords: Record<CutPoint, string> = {
  headers: "in its headers",
  body: "in its body",
  chunk: "within a chunk",
  "before the last chunk": "before its last chunk",
};

const tooLargeWords = {
  headers: "response headers exceed",
  body: "response body exceeds",
  request: "request exceeds",
} as const;

const timeoutWords: Record<Phase, string> = {
  dial: "Connection timeout: nothing accepted the connection",
  headers: "Timeout: the server accepted the connection but did not answer",
  body: "Timeout: the response began but did not end",
};

const outcomeWords: Record<TriedEndpoint["outcome"], string> = {
  "no-connection": "no connection",
  "no-answer": "no answer",
  "no-leader": "no leader",
};

/** An endpoint that says that it has no leader has answered: it only cannot do what was asked. */
function noAnswer(tried: readonly TriedEndpoint[]): string {
  return tried.some(({ outcome }) => outcome === "no-leader")
    ? "No leader, so no endpoint could serve the request"
    : "No endpoint answered";
}

function formatTried(tried: readonly TriedEndpoint[]): string {
  return tried.map(({ host, port, outcome }) => `${formatHostPort(host, port)} (${outcomeWords[outcome]})`).join(", ");
}

/** `host:port`, with an IPv6 address in brackets. */
export function formatHostPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Carries a {@link Failure} through code that throws. Its message is {@link describeFailure}'s. */
export class FailureError extends Error {
  override readonly name = "FailureError";
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(describeFailure(failure), options);
    this.failure = failure;
  }
}

/** The failure that an unknown thrown thing carries; anything else is a fault of ours. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return { kind: "internal", message: "etcd explorer had an internal error" };
}
