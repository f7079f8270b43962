/** A proxy before a real etcd that passes a request on and then loses the answer: the write is done, nobody is told. */
import { createServer, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What is answered in etcd's place. */
export type Fault =
  /** The connection ends, without an answer or within one. */
  | { readonly kind: "cut"; readonly after?: string }
  | { readonly kind: "answer"; readonly status: number; readonly type: string; readonly body: string };

export interface FaultProxy {
  readonly host: string;
  readonly port: number;
  /** What was passed on to etcd, in order; without empty transactions, which only ask whether there is a gateway. */
  readonly passed: readonly string[];
  /** From now on the answers to `path` are replaced, so many of them; of transactions those alone that may write. */
  lose(path: string, fault: Fault, times?: number): void;
  stop(): Promise<void>;
}

/** Every kind of answer that says nothing of what etcd did. */
export const faults: Readonly<Record<string, Fault>> = {
  "502 with a page": { kind: "answer", status: 502, type: "text/html", body: "<html>Bad Gateway</html>" },
  "500 with nothing": { kind: "answer", status: 500, type: "text/plain", body: "" },
  "503 with a proxy's JSON": {
    kind: "answer",
    status: 503,
    type: "application/json",
    body: '{"message":"no healthy upstream"}',
  },
  "504 with a page": { kind: "answer", status: 504, type: "text/html", body: "<html>Gateway Time-out</html>" },
  "403 with a code of the proxy's own": {
    kind: "answer",
    status: 403,
    type: "application/json",
    body: '{"code":7,"message":"blocked by policy"}',
  },
  "404 in etcd's words": {
    kind: "answer",
    status: 404,
    type: "application/json",
    body: '{"code":5,"message":"Not Found","details":[]}',
  },
  "404 in the words of a Go server": {
    kind: "answer",
    status: 404,
    type: "text/plain",
    body: "404 page not found\n",
  },
  "413 with a page": { kind: "answer", status: 413, type: "text/html", body: "<html>Too Large</html>" },
  "429 with a proxy's JSON": {
    kind: "answer",
    status: 429,
    type: "application/json",
    body: '{"code":8,"message":"rate limit exceeded"}',
  },
  "gRPC code 1": {
    kind: "answer",
    status: 408,
    type: "application/json",
    body: '{"code":1,"message":"context canceled"}',
  },
  "gRPC code 2": {
    kind: "answer",
    status: 500,
    type: "application/json",
    body: '{"code":2,"message":"etcdserver: error"}',
  },
  "gRPC code 14": {
    kind: "answer",
    status: 503,
    type: "application/json",
    body: '{"code":14,"message":"etcdserver: request timed out"}',
  },
  "200 with a page to sign in": { kind: "answer", status: 200, type: "text/html", body: "<html>Sign in</html>" },
  "200 with JSON that is not etcd's": { kind: "answer", status: 200, type: "application/json", body: "{}" },
  "302 elsewhere": { kind: "answer", status: 302, type: "text/html", body: "" },
  "no answer": { kind: "cut" },
  "half an answer": { kind: "cut", after: 'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"header":' },
};

/** Starts it on loopback. */
export async function startFaultProxy(etcd: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
  const passed: string[] = [];
  const losses = new Map<string, { readonly fault: Fault; times: number }>();
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    const body = await text(request);
    if (!(path === "/v3/kv/txn" && body === "{}")) passed.push(path);
    const { status, type, answer } = await ask(etcd, request, path, body);
    const loss = losses.get(path);
    if (loss === undefined || loss.times === 0 || onlyReads(path, body)) {
      response.writeHead(status, { "content-type": type }).end(answer);
      return;
    }
    loss.times--;
    const { fault } = loss;
    if (fault.kind === "answer") response.writeHead(fault.status, { "content-type": fault.type }).end(fault.body);
    else response.socket?.end(fault.after ?? "");
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the proxy has no port");
  return {
    host: "127.0.0.1",
    port: address.port,
    passed,
    lose: (path, fault, times = 1) => void losses.set(path, { fault, times }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page reads by transactions too, whenever it likes: they are not what a test wants lost. */
function onlyReads(path: string, body: string): boolean {
  return path === "/v3/kv/txn" && !/"request_(?:put|delete_range)"/.test(body);
}

interface Passed {
  readonly status: number;
  readonly type: string;
  readonly answer: string;
}

function ask(
  { host, port }: { readonly host: string; readonly port: number },
  { method, headers }: IncomingMessage,
  path: string,
  body: string,
): Promise<Passed> {
  const { promise, resolve, reject } = Promise.withResolvers<Passed>();
  const options = { host, port, method, path, headers: { ...headers, host: `${host}:${port}` }, agent: false as const };
  send(options, (answer) => {
    const type = answer.headers["content-type"] ?? "";
    text(answer).then((read) => resolve({ status: answer.statusCode ?? 0, type, answer: read }), reject);
  })
    .on("error", reject)
    .end(body);
  return promise;
}
