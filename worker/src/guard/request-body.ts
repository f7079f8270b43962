/** The body of a request to the API: JSON of a bounded size and of the contract's shape. */
import type * as z from "zod/mini";
import { concatBytes, decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { isJson } from "@etcd-explorer/shared/model/json";
import { workerLimits } from "#/limits/worker-limits.ts";

/** Reads and validates the body. Fails with `invalid`, which names the field and what to do. */
export async function readRequest<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  // A form of another site can post text/plain without asking, but not this (Fetch, CORS-safelisted content types).
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw invalid("Content-Type", "must be application/json");
  }
  const json = parseJson(await readBytes(request));
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw invalidBy(parsed.error.issues[0], json);
  return parsed.data;
}

function invalid(field: string, message: string): FailureError {
  return new FailureError({ kind: "invalid", field, message });
}

function invalidBy(issue: z.core.$ZodIssue | undefined, json: unknown): FailureError {
  const [name] = issue?.path ?? [];
  const message = issue?.message ?? "is not valid";
  if (typeof name !== "string") return invalid("request body", message);
  return invalid(name, isJson(json) && json[name] === undefined ? `is required, and ${message}` : message);
}

export interface BodyLimits {
  readonly maxBytes: number;
  /** What is read and thrown away beyond, so that a client that is still sending hears the answer. */
  readonly drainedBytes: number;
  readonly timeoutMs: number;
}

const usualLimits: BodyLimits = {
  maxBytes: limits.maxRequestBytes,
  drainedBytes: workerLimits.drainedRequestBytes,
  timeoutMs: workerLimits.requestBodyMs,
};

/** For whoever has not shown yet that they may use the server. */
export const strangerLimits: BodyLimits = {
  maxBytes: workerLimits.strangerBodyBytes,
  drainedBytes: workerLimits.strangerBodyBytes,
  timeoutMs: workerLimits.strangerBodyMs,
};

/** The whole body. Counts what comes: Content-Length need not be there, nor be true. Fails with `invalid`. */
export async function readBytes(request: Request, bounds: BodyLimits = usualLimits): Promise<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), bounds.timeoutMs);
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    while (size <= bounds.drainedBytes) {
      const read = await Promise.race([reader.read(), late.promise]);
      if (read === "late") throw invalid("request body", `must arrive within ${bounds.timeoutMs / 1000} s`);
      if (read.done) break;
      size += read.value.length;
      if (size <= bounds.maxBytes) pieces.push(read.value);
    }
  } finally {
    clearTimeout(timer);
    // What is still to come is not waited for.
    void reader.cancel().catch(() => undefined);
  }
  if (size > bounds.maxBytes) throw invalid("request body", `must have at most ${bounds.maxBytes} bytes`);
  return concatBytes(pieces);
}

function parseJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw invalid("request body", "must be UTF-8");
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("request body", "must be a JSON object");
  }
}
