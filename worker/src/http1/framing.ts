/** How long a body is and whether the connection outlives it (RFC 9112 §6.3 and §9.3). */
import { fieldList, fieldValue, type Head } from "./answer.ts";

export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "fixed"; readonly length: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" }
  | { readonly kind: "malformed"; readonly message: string };

function malformed(message: string): Framing {
  return { kind: "malformed", message };
}

/**
 * What the head says of the body's end. `toHead`: the request was HEAD.
 * Lengths that contradict each other are refused rather than chosen from: whoever chooses wrongly takes the
 * rest of one answer for the start of the next.
 */
export function framingOf(head: Head, toHead: boolean): Framing {
  const codings = fieldValue(head.fields, "transfer-encoding");
  const lengths = fieldValue(head.fields, "content-length");
  if (codings !== undefined && lengths !== undefined) {
    return malformed("it has both a Content-Length and a Transfer-Encoding");
  }
  const framing = codings === undefined ? framingByLength(lengths) : framingByCoding(head, codings);
  if (framing.kind === "malformed") return framing;
  return toHead || head.status === 204 || head.status === 304 ? { kind: "none" } : framing;
}

function framingByCoding(head: Head, codings: string): Framing {
  if (head.minorVersion === 0) return malformed("it has a Transfer-Encoding in HTTP/1.0");
  if (codings.toLowerCase() !== "chunked") return malformed("its Transfer-Encoding is not chunked");
  return { kind: "chunked" };
}

function framingByLength(lengths: string | undefined): Framing {
  if (lengths === undefined) return { kind: "until-close" };
  // 15 digits stay below 2^53. A list, even of equal lengths, is refused here too: RFC 9112 §6.3 leaves the choice.
  if (!/^\d{1,15}$/.test(lengths)) return malformed("its Content-Length is not a single whole number");
  return { kind: "fixed", length: Number(lengths) };
}

/** Whether the sender keeps the connection open after this answer, as far as its head says. */
export function keepsAlive(head: Head): boolean {
  const options = fieldList(head.fields, "connection");
  if (options.includes("close")) return false;
  return head.minorVersion >= 1 || options.includes("keep-alive");
}
