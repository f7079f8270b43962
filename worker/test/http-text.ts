/** Answers as a server would write them. */

/** A whole answer with a length. JSON where `body` is no text. */
export function answerOf(status: number, body: unknown, fields: Readonly<Record<string, string>> = {}): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const lines = Object.entries({ "Content-Length": String(Buffer.byteLength(text)), ...fields });
  return `HTTP/1.1 ${status} Status\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${text}`;
}

/** An error as etcd 3.5 words it. */
export function etcdError(status: number, code: number, message: string): string {
  return answerOf(status, { code, message });
}
