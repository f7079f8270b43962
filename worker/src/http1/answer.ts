/** The parts of an HTTP/1.1 answer (RFC 9112) and what a parser of one can say. */

/** A header or trailer field. */
export interface Field {
  /** In lower case. */
  readonly name: string;
  /** Without the white space around it; one character a byte. */
  readonly value: string;
}

/** Everything before the body. */
export interface Head {
  readonly minorVersion: number;
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly Field[];
}

/** Where an answer was cut. */
export type CutPoint = "headers" | "body" | "chunk" | "before the last chunk";

/** One step of reading an answer. `end` and everything after it is final: the parser says it again when asked again. */
export type Step =
  | { readonly kind: "need-more" }
  /** A 1xx answer; the real one follows. */
  | { readonly kind: "informational"; readonly head: Head }
  | { readonly kind: "head"; readonly head: Head }
  /** A piece of the body, never empty, that shares memory with what was pushed. */
  | { readonly kind: "data"; readonly bytes: Uint8Array }
  /** The whole answer is there. `reusable`: the connection may carry the next request. */
  | { readonly kind: "end"; readonly trailers: readonly Field[]; readonly reusable: boolean }
  | { readonly kind: "malformed"; readonly message: string }
  | { readonly kind: "too-large"; readonly limitBytes: number }
  /** The stream ended while more was due. */
  | { readonly kind: "truncated"; readonly at: CutPoint };

export const needMore: Step = { kind: "need-more" };

/** The field's value; several fields of one name are one list (RFC 9110 §5.3). Undefined where there is none. */
export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  let value: string | undefined;
  for (const field of fields) {
    if (field.name === name) value = value === undefined ? field.value : `${value}, ${field.value}`;
  }
  return value;
}

/** The members of a comma-separated field, in lower case and without the empty ones (RFC 9110 §5.6.1). */
export function fieldList(fields: readonly Field[], name: string): readonly string[] {
  const value = fieldValue(fields, name);
  if (value === undefined) return [];
  return value
    .split(",")
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== "");
}
