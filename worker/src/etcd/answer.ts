/** A call to etcd's gateway, the answer to it, and what an answer that refuses means. */
import type { Failure, Rejection } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { isJson } from "@etcd-explorer/shared/model/json";
import type { Field } from "#/http1/answer.ts";
import type { HeldBody } from "#/limits/held-body.ts";
import type { Share } from "#/limits/held-bytes.ts";
import type { OpenAnswer } from "./open-answer.ts";

export interface GatewayRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The JSON text to send. */
  readonly body?: string;
  /** What is read of the answer's body. */
  readonly maxBytes: number;
  /** Asks for the body as it comes: where etcd does not refuse, the answer then has `rest` and an empty `text`. */
  readonly streamed?: boolean;
  /** Whether more may be sent after `body`, through the `body` of `rest`. */
  readonly isOpenEnded?: boolean;
  /** Asks for a success as it came, where it is JSON: it then has `raw`, and neither `text` nor `parsed`. */
  readonly raw?: boolean;
  /** Sent without signing in. */
  readonly anonymous?: boolean;
}

export interface GatewayAnswer {
  readonly status: number;
  readonly fields: readonly Field[];
  readonly text: string;
  /** `text` as JSON; null where it is none, or was cut. */
  readonly parsed: unknown;
  /** Whether `text` is only the beginning, cut at `maxBytes` on a whole character. */
  readonly truncated: boolean;
  /** The body, yet to be read. */
  readonly rest?: OpenAnswer;
  /** The whole body of a success that was asked for as it came, proved to be JSON and UTF-8. */
  readonly raw?: HeldBody;
  /** A large success has a share of the memory: to be given back once it is no longer held. */
  readonly share?: Share;
}

const maxMessageLength = 300;
const firstError = 400;

export function isRefusal({ status }: { readonly status: number }): boolean {
  return status >= firstError;
}

/**
 * Why there is no success, or undefined where there is one. The code is the body's, since statuses differ between
 * versions: `{"code","message"}`, on 3.4 with `error` beside, or within `error` as `{"grpc_code","message"}` where a
 * stream failed. A body of any other form is not etcd's: then nothing is known of what etcd did.
 */
export function rejectionOf(answer: GatewayAnswer): Rejection | Extract<Failure, { kind: "foreign" }> | undefined {
  const { status } = answer;
  if (!isRefusal(answer)) return undefined;
  const outer = isJson(answer.parsed) ? answer.parsed : {};
  const said = isJson(outer["error"]) ? outer["error"] : outer;
  const code = said["code"] ?? said["grpc_code"];
  const message = said["message"] ?? said["error"];
  if (typeof code === "number" && code > 0 && code <= grpcCode.unauthenticated && typeof message === "string") {
    return { kind: kindOf(code, message), status, code, message };
  }
  const line = firstLine(answer);
  if (isMissingPath(answer)) return { kind: "rejected", status, code: grpcCode.notFound, message: line };
  return { kind: "foreign", status, message: typeof message === "string" ? message : line };
}

/** Of code 11 etcd has two errors: rpctypes ErrGRPCCompacted and ErrGRPCFutureRev. */
function kindOf(code: number, message: string): Rejection["kind"] {
  if (code !== grpcCode.outOfRange) return "rejected";
  if (message.endsWith("required revision has been compacted")) return "compacted";
  return message.endsWith("required revision is a future revision") ? "future-revision" : "rejected";
}

function firstLine(answer: GatewayAnswer): string {
  const line = answer.text.trim().split("\n", 1)[0] ?? "";
  return line === "" ? `HTTP status ${answer.status}` : line.slice(0, maxMessageLength);
}

/**
 * Whether the path itself is unknown to the server: 3.4 says so in plain text, later versions in JSON. A missing lease
 * or member is a 404 as well, but says so.
 */
export function isMissingPath(answer: GatewayAnswer): boolean {
  if (answer.status !== 404) return false;
  const message: unknown = isJson(answer.parsed) ? answer.parsed["message"] : answer.text.trim();
  return typeof message === "string" && /^(404 page )?not found$/i.test(message);
}
