/**
 * Objects of ours as Kubernetes' own encoder stores them and as Go prints them: recorded with `go run . encode` in
 * scripts/kubernetes, from kubernetes-objects.jsonl.
 */
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { asValue, type Value } from "../src/model/bytes.ts";

export interface RecordedObject {
  /** `Pod cart-7c9d6b5f4-2xkqp`. */
  readonly name: string;
  readonly stored: Value;
  /** As Go prints it: numbers beyond 2^53 are exact in this text alone. */
  readonly json: string;
}

const line = z.object({ stored: z.string() });
const named = z.object({ kind: z.string(), metadata: z.optional(z.object({ name: z.optional(z.string()) })) });

export const recordedObjects: readonly RecordedObject[] = readFileSync(
  new URL("kubernetes-stored.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((text) => {
    const json = text.slice(text.indexOf('"json":') + '"json":'.length, -1);
    const { kind, metadata } = named.parse(JSON.parse(json));
    const stored = asValue(Uint8Array.from(Buffer.from(line.parse(JSON.parse(text)).stored, "base64")));
    return { name: `${kind} ${metadata?.name ?? ""}`.trim(), stored, json };
  });

/** The recorded object of that kind. */
export function recordedObject(kind: string): RecordedObject {
  const found = recordedObjects.find(({ name }) => name.startsWith(`${kind} `));
  if (found === undefined) throw new Error(`No ${kind} is recorded`);
  return found;
}
