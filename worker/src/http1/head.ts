/** Lines of a head: the status line (RFC 9112 §4) and field lines (§5). Pure, from text without its line end. */
import type { Field } from "./answer.ts";

/** What a line says, or why it says nothing. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

export interface StatusLine {
  readonly minorVersion: number;
  readonly status: number;
  readonly reason: string;
}

// The space before an absent reason is due, but not all servers send it.
const statusLine = /^HTTP\/1\.(\d) (\d{3})(?: (.*))?$/;

/** Reads `HTTP/1.1 200 OK`. A status outside 100–599 is refused (RFC 9110 §15). */
export function readStatusLine(line: string): Read<StatusLine> {
  const match = statusLine.exec(line);
  if (match === null || hasControl(line)) return refuse("the first line is not an HTTP/1.1 status line");
  const status = Number(match[2]);
  if (status < 100 || status > 599) return refuse(`the status ${status} does not exist`);
  return { ok: true, value: { minorVersion: Number(match[1]), status, reason: match[3] ?? "" } };
}

// A token (RFC 9110 §5.6.2), directly followed by the colon: white space between them is refused (RFC 9112 §5.1).
const fieldLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/;

/** Reads `Name: value`. A folded line (one that starts with white space, RFC 9112 §5.2) is refused. */
export function readFieldLine(line: string): Read<Field> {
  if (line.startsWith(" ") || line.startsWith("\t")) return refuse("a header line is folded");
  const match = hasControl(line) ? null : fieldLine.exec(line);
  const name = match?.[1];
  if (name === undefined) return refuse("a header line has an invalid name or value");
  return { ok: true, value: { name: name.toLowerCase(), value: match?.[2] ?? "" } };
}

// A tab is legal within a value; every other control, a lone CR and NUL above all, is not (RFC 9110 §5.5).
// oxlint-disable-next-line no-control-regex -- control characters are what this refuses
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/;

function hasControl(line: string): boolean {
  return control.test(line);
}

// 1*HEXDIG, then extensions that mean nothing to us (RFC 9112 §7.1.1); 13 digits stay below 2^53.
const chunkLine = /^0*([0-9A-Fa-f]{1,13})[ \t]*(?:;.*)?$/;

/** Reads the size from `1a` or `1a;name=value`. */
export function readChunkSize(line: string): Read<number> {
  const digits = hasControl(line) ? undefined : chunkLine.exec(line)?.[1];
  if (digits === undefined) return refuse("a chunk has an invalid size");
  return { ok: true, value: Number.parseInt(digits, 16) };
}
