/** The body of a request to the API: JSON of a bounded size and of the contract's shape. */
import type * as z from "zod/mini";
import { concatBytes, decodeUtf8 } from "@etcd-explorer/shared/bytes";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { FailureError } from "@etcd-explorer/shared/failure";
import { isRecord } from "#/etcd/answer.ts";
import { workerLimits } from "./limits.ts";

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
  return invalid(name, isRecord(json) && json[name] === undefined ? `is required, and ${message}` : message);
}

/** The whole body. Counts what comes: Content-Length need not be there, nor be true. */
export async function readBytes(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size <= limits.maxRequestBytes) pieces.push(piece);
    // Leaving the loop cancels the rest.
    else if (size > workerLimits.drainedRequestBytes) break;
  }
  if (size > limits.maxRequestBytes) throw invalid("request body", `must have at most ${limits.maxRequestBytes} bytes`);
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
