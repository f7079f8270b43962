/** A request in the bytes of HTTP/1.1 (RFC 9112 §3, §5, §6.2). */

export interface RequestParts {
  readonly method: "GET" | "POST";
  /** The origin form: a path. */
  readonly path: string;
  /** Names and values, in the order in which they are sent. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** Whether more of the body follows: it goes in chunks (RFC 9112 §7.1) then, and `body` is the first. */
  readonly isOpenEnded?: boolean;
}

const encoder = new TextEncoder();
const pathShape = /^\/[\x21-\x7e]*$/;
const nameShape = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// oxlint-disable-next-line no-control-regex -- control characters are what this refuses
const valueRefused = /[\u0000-\u0008\u000a-\u001f\u007f]|^[ \t]|[ \t]$/;

/**
 * The request as one piece, so that a small one is one packet; `Content-Length` is added where there is a whole body.
 * Undefined where a part would break out of its line: nothing is ever stripped to make it fit.
 *
 * @example encodeRequest({ method: "GET", path: "/version", fields: [["Host", "127.0.0.1:2379"]] })
 */
export function encodeRequest(request: RequestParts): Uint8Array | undefined {
  if (!pathShape.test(request.path)) return undefined;
  let head = `${request.method} ${request.path} HTTP/1.1\r\n`;
  for (const [name, value] of request.fields) {
    if (!nameShape.test(name) || valueRefused.test(value)) return undefined;
    head += `${name}: ${value}\r\n`;
  }
  if (request.body === undefined) return encoder.encode(`${head}\r\n`);
  if (request.isOpenEnded === true) {
    return encoder.encode(`${head}Transfer-Encoding: chunked\r\n\r\n${chunkOf(request.body)}`);
  }
  const body = encoder.encode(request.body);
  const start = encoder.encode(`${head}Content-Length: ${body.length}\r\n\r\n`);
  const whole = new Uint8Array(start.length + body.length);
  whole.set(start);
  whole.set(body, start.length);
  return whole;
}

/** More of an open-ended body; never empty, since an empty chunk would end it. */
export function encodeChunk(text: string): Uint8Array {
  return encoder.encode(chunkOf(text));
}

/** The end of an open-ended body. */
export const lastChunk: Uint8Array = encoder.encode("0\r\n\r\n");

function chunkOf(text: string): string {
  return text === "" ? "" : `${encoder.encode(text).length.toString(16)}\r\n${text}\r\n`;
}
