/** etcd's gateway as it is: any path and body, answered with whatever etcd says. For the console. */
import type { QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { Json } from "@etcd-explorer/shared/model/json";
import { readObject } from "@etcd-explorer/shared/wire/fields";
import { bodyPieces } from "./body-pieces.ts";
import type { CallOptions, Client } from "./client.ts";
import type { Exchange } from "./transport.ts";

export interface GatewayCalls {
  /** Posts `body`, which is JSON text. A refusal of etcd's is an answer here; only what never reached it fails. */
  post(path: string, body: string, options?: CallOptions): Promise<QueryResponse & Exchange>;
  /** The parsed answer; a refusal fails. */
  call(path: string, body: Json, options?: CallOptions): Promise<Json>;
  /** Each line of a streamed answer as it comes; ends quietly when `signal` aborts. */
  stream(path: string, body: Json, signal: AbortSignal): AsyncGenerator<Json, void, undefined>;
}

/** The calls of one client on any path. */
export function createGatewayCalls(client: Client): GatewayCalls {
  return {
    post: (path, body, options) => client.post(path, body, options),
    call: async (path, body, options) => readObject(await client.call(path, body, options), "the response"),
    stream: async function* lines(path, body, signal) {
      try {
        yield* parseLines(bodyPieces(await client.open({ path, body: JSON.stringify(body) }, { signal }), { signal }));
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
  };
}

async function* parseLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Json, void, undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of pieces) {
    const lines = (text + decoder.decode(piece, { stream: true })).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield readObject(parseLine(line), "a line of the response");
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new FailureError({ kind: "malformed", message: "one of its lines is not JSON" }, { cause });
  }
}
