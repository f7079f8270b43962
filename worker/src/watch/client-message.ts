/** Reads what the client of a watch says. */
import type * as z from "zod/mini";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { watchClientMessages, type WatchClientMessage } from "@etcd-explorer/shared/contract/watch-messages";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { isJson } from "@etcd-explorer/shared/model/json";

/** Reads a message; `undefined` stands for one that is no text. Fails with `invalid`, which names the field. */
export function parseClientMessage(text: string | undefined): WatchClientMessage {
  if (text === undefined) throw invalid("message", "must be text");
  if (text.length > limits.maxRequestBytes) {
    throw invalid("message", `must have at most ${limits.maxRequestBytes} characters`);
  }
  const message = parseJson(text);
  const [name, ...others] = isJson(message) ? Object.keys(message) : [];
  if (!isJson(message) || name === undefined || others.length > 0) {
    throw invalid("message", "must be a JSON object with one field: open, create or cancel");
  }
  switch (name) {
    case "open":
      return { open: check(name, watchClientMessages.open, message[name]) };
    case "create":
      return { create: check(name, watchClientMessages.create, message[name]) };
    case "cancel":
      return { cancel: check(name, watchClientMessages.cancel, message[name]) };
    default:
      throw invalid("message", "must be open, create or cancel");
  }
}

function check<Schema extends z.ZodMiniType>(name: string, schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid([name, ...(issue?.path ?? [])].map(String).join("."), issue?.message ?? "is not valid");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("message", "must be JSON");
  }
}

function invalid(field: string, message: string): FailureError {
  return new FailureError({ kind: "invalid", field, message });
}
