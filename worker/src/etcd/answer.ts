/** A call to etcd's gateway, the answer to it, and what an answer that refuses means. */
import type { Failure } from "@etcd-explorer/shared/failure";
import type { Field } from "#/http1/answer.ts";
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
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The gRPC code that an HTTP status stands for where the body names none (grpc-gateway, runtime/errors.go, read backwards). */
const codeOfStatus = new Map([
  [400, 3],
  [401, 16],
  [403, 7],
  [404, 5],
  [405, 12],
  [408, 4],
  [409, 10],
  [412, 9],
  [429, 8],
  [501, 12],
  [503, 14],
  [504, 4],
]);
const unknownCode = 2;
const maxMessageLength = 300;

/**
 * Why etcd refused, or undefined where it did not. The code is the body's, since statuses differ between versions:
 * `{"code","message"}`, on 3.4 with `error` beside, or within `error` as `{"grpc_code","message"}` where a stream failed.
 */
export function rejectionOf(answer: GatewayAnswer): Extract<Failure, { kind: "rejected" }> | undefined {
  if (answer.status < 400) return undefined;
  const outer = isRecord(answer.parsed) ? answer.parsed : {};
  const said = isRecord(outer["error"]) ? outer["error"] : outer;
  const code = said["code"] ?? said["grpc_code"];
  const message = said["message"] ?? said["error"];
  return {
    kind: "rejected",
    status: answer.status,
    code: typeof code === "number" ? code : (codeOfStatus.get(answer.status) ?? unknownCode),
    message: typeof message === "string" ? message : firstLine(answer),
  };
}

function firstLine(answer: GatewayAnswer): string {
  const line = answer.text.trim().split("\n", 1)[0] ?? "";
  return line === "" ? `HTTP status ${answer.status}` : line.slice(0, maxMessageLength);
}

/** Whether the path itself is unknown to the server. A missing lease or member is a 404 as well, but says so. */
export function isMissingPath(answer: GatewayAnswer): boolean {
  return answer.status === 404 && /^(404 page )?not found$/i.test(rejectionOf(answer)?.message ?? "");
}
