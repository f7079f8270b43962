/** A WebSocket's client side by hand, for what no client library does: leaving without a word, not reading. */

/** A key of any 16 bytes (RFC 6455 §4.1). */
export const webSocketKey = Buffer.alloc(16).toString("base64");

/** The request for a WebSocket of watches at `host`, a `HOST:PORT`. */
export function upgradeText(host: string): string {
  return (
    `GET /api/etcd/watch HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    `Sec-WebSocket-Key: ${webSocketKey}\r\nSec-WebSocket-Version: 13\r\n\r\n`
  );
}

/** A short text in one masked frame (RFC 6455 §5.2), with a mask that changes nothing. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length > 0xffff) throw new Error("A text of that length needs another frame");
  const head = length < 126 ? [0x81, 0x80 | length] : [0x81, 0xfe, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), Buffer.alloc(4), payload]);
}
