/** The schema of {@link Failure}, so that a program on the other side of HTTP gets the closed union back. */
import * as z from "zod/mini";
import type { Failure, TlsCause } from "../model/failure.ts";

const text = z.string();
const number = z.number();
const kind = <Kind extends Failure["kind"]>(name: Kind) => z.literal(name);

const tlsCauses = [
  "no-tls",
  "tls-required",
  "unknown-authority",
  "wrong-name",
  "expired",
  "not-yet-valid",
  "client-certificate-wanted",
  "alert",
  "unknown",
] as const satisfies readonly TlsCause[];
const tlsCause: z.ZodMiniType<TlsCause> = z.enum(tlsCauses);

const tried = z.exactOptional(
  z.array(z.object({ host: text, port: number, outcome: z.enum(["no-connection", "no-answer", "no-leader"]) })),
);

/** Reads a failure; what is none of the kinds that we know does not parse. */
export const failureSchema: z.ZodMiniType<Failure> = z.discriminatedUnion("kind", [
  z.object({ kind: kind("invalid"), field: text, message: text }),
  z.object({ kind: kind("forbidden"), rule: text, message: text }),
  z.object({ kind: kind("unreachable"), host: text, port: number, message: text, tried }),
  z.object({ kind: kind("timeout"), phase: z.enum(["dial", "headers", "body"]), timeoutMs: number, tried }),
  z.object({ kind: kind("tls"), message: text, cause: z.exactOptional(tlsCause) }),
  z.object({ kind: kind("malformed"), message: text }),
  z.object({
    kind: kind("truncated"),
    at: z.enum(["headers", "body", "chunk", "before the last chunk"]),
    receivedBytes: number,
  }),
  z.object({ kind: kind("too-large"), what: z.enum(["headers", "body", "request"]), limitBytes: number }),
  z.object({ kind: kind("rejected"), status: number, code: number, message: text }),
  z.object({ kind: kind("compacted"), status: number, code: number, message: text }),
  z.object({ kind: kind("future-revision"), status: number, code: number, message: text }),
  z.object({ kind: kind("foreign"), status: number, message: text }),
  z.object({ kind: kind("offline"), message: text }),
  z.object({ kind: kind("internal"), message: text }),
]);
