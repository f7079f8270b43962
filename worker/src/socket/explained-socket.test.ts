import { describe, expect, test, vi } from "vitest";
import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Explainer } from "./explain.ts";
import { ExplainedSocket } from "./explained-socket.ts";
import { scriptedDial, type SocketScript } from "./scripted-dial.ts";

const tls: Failure = { kind: "tls", cause: "unknown", message: "explained" };

function explained(script: SocketScript, silence?: Failure) {
  const { dial, sockets } = scriptedDial(script);
  const look = new AbortController();
  const explain = {
    dial: vi.fn<Explainer["dial"]>(() => Promise.resolve(tls)),
    stall: vi.fn<Explainer["stall"]>(() => new Promise(() => undefined)),
    silence: vi.fn<Explainer["silence"]>(() => Promise.resolve(silence)),
    firstBytes: vi.fn<Explainer["firstBytes"]>(([byte]) => (byte === 21 ? tls : undefined)),
  };
  const socket = new ExplainedSocket(dial({ host: "etcd", port: 1, tls: true }), explain, look);
  return { socket, explain, look, sockets };
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "nothing failed",
    (error: unknown) => (error instanceof FailureError ? error.failure : error),
  );

describe("a dial", () => {
  test("that stands is not explained", async () => {
    const { socket, explain } = explained({});
    await socket.opened;
    expect(explain.dial).not.toHaveBeenCalled();
    expect(explain.stall.mock.calls[0]?.[0].aborted).toBe(true);
  });

  test("that fails is", async () => {
    const { socket, explain } = explained({ dial: "refused" });
    expect(await failureOf(socket.opened)).toEqual(tls);
    expect(explain.dial).toHaveBeenCalledExactlyOnceWith(expect.any(Error));
  });

  test("that hangs fails once the explanation is there", async () => {
    const { dial } = scriptedDial({ dial: "never" });
    const { explain, look } = explained({});
    explain.stall.mockResolvedValue(tls);
    const socket = new ExplainedSocket(dial({ host: "etcd", port: 1, tls: true }), explain, look);
    expect(await failureOf(socket.opened)).toEqual(tls);
  });
});

describe("a connection", () => {
  test.each(["end", "break"] as const)("that ends (%s) before any answer is explained", async (ending) => {
    const { socket } = explained({ answers: [ending] }, tls);
    expect(await failureOf(socket.read())).toEqual(tls);
  });

  test("that ends for no reason of TLS ends as it did", async () => {
    expect(await explained({ answers: ["end"] }).socket.read()).toBeUndefined();
    expect(await failureOf(explained({ answers: ["break"] }).socket.read())).toEqual(
      new Error("The connection was reset"),
    );
  });

  test("is explained once, however often it is read", async () => {
    const { socket, explain } = explained({ answers: ["end", "end"] });
    await socket.read();
    await socket.read();
    expect(explain.silence).toHaveBeenCalledOnce();
  });

  test("that ends after an answer has begun is not explained", async () => {
    const { socket, explain } = explained({ answers: [["HTTP"], "break"] }, tls);
    expect(await socket.read()).toEqual(new TextEncoder().encode("HTTP"));
    expect(await failureOf(socket.read())).toEqual(new Error("The connection was reset"));
    expect(explain.silence).not.toHaveBeenCalled();
  });

  test("that we closed ourselves is not explained", async () => {
    const { socket, explain, look, sockets } = explained({ answers: ["break"] }, tls);
    socket.close();
    expect(await failureOf(socket.read())).toEqual(new Error("The connection was reset"));
    expect(explain.silence).not.toHaveBeenCalled();
    expect(look.signal.aborted).toBe(true);
    expect(sockets[0]?.closed).toBe(true);
  });

  test("whose first bytes are no answer fails, and only the first are looked at", async () => {
    expect(await failureOf(explained({ answers: [[Uint8Array.of(21)]] }).socket.read())).toEqual(tls);
    const { socket } = explained({ answers: [["x", Uint8Array.of(21)]] });
    await socket.read();
    expect(await socket.read()).toEqual(Uint8Array.of(21));
  });

  test("is written to as it is", async () => {
    const { socket, sockets } = explained({});
    await socket.write(new TextEncoder().encode("request"));
    expect(sockets[0]?.requests).toEqual(["request"]);
  });
});
