/** A transaction in a link: its wire form, deflated, in the fragment of the URL, which no server sees. */
import { decodeBase64, encodeBase64, encodeUtf8, type Bytes } from "@etcd-explorer/shared/model/bytes";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { isJson } from "@etcd-explorer/shared/model/json";
import { isNestedTooDeep } from "@etcd-explorer/shared/txn/draft/nesting";
import { decodeTxnRequest, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";

export interface SharedTxn {
  readonly title: string;
  readonly request: TxnRequest;
}

/** Longer links are cut by mail programs and chats. */
export const longestLink = 16_000;
/** What a link may unfold to: a small one could else fill the memory. */
const largestText = 8 * 1024 * 1024;

/** The fragment, without `#`; undefined where it would be too long. */
export async function encodeTxnLink({ title, request }: SharedTxn): Promise<string | undefined> {
  const text = JSON.stringify({ title, txn: encodeTxnRequest(request) });
  const bytes = await through(encodeUtf8(text), new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY);
  const fragment = `txn=${encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  return fragment.length > longestLink ? undefined : fragment;
}

/** Reads a fragment; undefined where it holds no transaction. Never throws. */
export async function decodeTxnLink(fragment: string): Promise<SharedTxn | undefined> {
  const packed = /^#?txn=([\w-]+)$/.exec(fragment)?.[1];
  if (packed === undefined || packed.length > longestLink) return undefined;
  const padded = packed.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (packed.length % 4)) % 4);
  try {
    const bytes = decodeBase64(padded) ?? new Uint8Array();
    const whole = await through(bytes, new DecompressionStream("deflate-raw"), largestText);
    const json: unknown = JSON.parse(new TextDecoder().decode(whole));
    if (!isJson(json) || isNestedTooDeep(json)) return undefined;
    const title = typeof json["title"] === "string" ? json["title"].slice(0, 200) : "";
    return { title, request: decodeTxnRequest(json["txn"]) };
  } catch {
    return undefined;
  }
}

interface Pipe {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<BufferSource>;
}

async function through(bytes: Bytes, pipe: Pipe, most: number): Promise<Bytes> {
  const writer = pipe.writable.getWriter();
  const written = writer.write(bytes).then(() => writer.close());
  // The reading side tells what is wrong with the bytes.
  written.catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of pipe.readable) {
    size += chunk.length;
    if (size > most) throw new RangeError("the link is too long");
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks.map((chunk) => Uint8Array.from(chunk))).arrayBuffer());
}
