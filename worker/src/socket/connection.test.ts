import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FailureError, type Failure } from "@etcd-explorer/shared/failure";
import { withBudget } from "#/budget.ts";
import type { Connection, Dial, Endpoint, Transport } from "#/transport.ts";
import { socketTransport } from "./connection.ts";
import { scriptedDial, type ScriptedDial, type SocketScript } from "./scripted-dial.ts";

const endpoints: readonly Endpoint[] = [1, 2, 3].map((port) => ({ host: "etcd", port, tls: false }));
const ports = (script: ScriptedDial): readonly number[] => script.sockets.map(({ endpoint }) => endpoint.port);

async function lend<T>(use: (connection: Connection) => Promise<T>, ...scripts: SocketScript[]) {
  const script = scriptedDial(...scripts);
  const transport = socketTransport(script.dial, 50);
  const outcome = await withBudget(1000, (budget) => transport.withConnection(endpoints, budget, use)).catch(
    (error: unknown) => (error instanceof FailureError ? error.failure : error),
  );
  return { outcome, script };
}

const dialOnce = async (transport: Transport, among = endpoints): Promise<unknown> => {
  try {
    return await withBudget(1000, (budget) =>
      transport.withConnection(among, budget, async (connection) => (await connection.open()).endpoint.port),
    );
  } catch (error) {
    return error instanceof FailureError ? error.failure : error;
  }
};

const dialToFailures: Dial = ({ port, host }) => {
  const failure: Failure =
    port === 1 ? { kind: "tls", message: "wrong authority" } : { kind: "unreachable", host, port, message: "dead" };
  const opened = Promise.reject(new FailureError(failure));
  opened.catch(() => undefined);
  return { opened, read: () => Promise.resolve(undefined), write: () => Promise.resolve(), close: () => undefined };
};

describe("a lent connection", () => {
  test("is dialled at its first use, and not before", async () => {
    const { script } = await lend(() => Promise.resolve());
    expect(script.sockets).toHaveLength(0);
  });

  test("is one socket over all its uses, closed when the use is over", async () => {
    const { script, outcome } = await lend(async (connection) => {
      const line = await connection.open();
      return line === (await connection.open()) && !line.answered;
    }, {});
    expect(outcome).toBe(true);
    expect(script.sockets.map(({ closed }) => closed)).toEqual([true]);
  });

  test("is closed when the use fails", async () => {
    const { script, outcome } = await lend(async (connection) => {
      await connection.open();
      throw new Error("use");
    }, {});
    expect(outcome).toEqual(new Error("use"));
    expect(script.sockets[0]?.closed).toBe(true);
  });

  test("is dialled anew after it was dropped", async () => {
    const { script } = await lend(
      async (connection) => {
        await connection.open();
        connection.drop();
        await connection.open();
      },
      {},
      {},
    );
    expect(ports(script)).toEqual([1, 1]);
  });

  test("tries the endpoints in order until one stands", async () => {
    const { script, outcome } = await lend(
      async (connection) => (await connection.open()).endpoint.port,
      { dial: "refused" },
      {},
    );
    expect(outcome).toBe(2);
    expect(ports(script)).toEqual([1, 2]);
    expect(script.sockets[0]?.closed).toBe(true);
  });

  test("fails as the last endpoint does where none stands", async () => {
    const { outcome } = await lend((connection) => connection.open());
    expect(outcome).toMatchObject({ kind: "unreachable", port: 3 });
  });
});

describe("an endpoint that was dead a moment ago", () => {
  test("costs no second dial while another one stands", async () => {
    const script = scriptedDial({ dial: "refused" }, {}, {});
    const transport = socketTransport(script.dial, 50);
    expect([await dialOnce(transport), await dialOnce(transport)]).toEqual([2, 2]);
    expect(ports(script)).toEqual([1, 2, 2]);
  });

  test("is tried all the same where no other stands, and is alive again when it answers", async () => {
    const script = scriptedDial({ dial: "refused" }, {}, { dial: "refused" }, { dial: "refused" }, {}, {});
    const transport = socketTransport(script.dial, 50);
    expect([await dialOnce(transport), await dialOnce(transport), await dialOnce(transport)]).toEqual([2, 1, 1]);
    expect(ports(script)).toEqual([1, 2, 2, 3, 1, 1]);
  });

  test("is the only one of its connection: it is dialled each time", async () => {
    const script = scriptedDial({ dial: "refused" }, {});
    const transport = socketTransport(script.dial, 50);
    const alone = endpoints.slice(0, 1);
    expect(await dialOnce(transport, alone)).toMatchObject({ kind: "unreachable" });
    expect(await dialOnce(transport, alone)).toBe(1);
  });
});

test("of several failures, one of TLS is told: that is the one to be mended", async () => {
  const outcome = withBudget(1000, (budget) =>
    socketTransport(dialToFailures, 50).withConnection(endpoints, budget, (connection) => connection.open()),
  );
  await expect(outcome).rejects.toMatchObject({ failure: { kind: "tls" } });
});

describe("a dial that never ends", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is given up after its own time and closed, and the next endpoint is tried", async () => {
    const lent = lend(async (connection) => (await connection.open()).endpoint.port, { dial: "never" }, {});
    await vi.advanceTimersByTimeAsync(50);
    const { script, outcome } = await lent;
    expect(outcome).toBe(2);
    expect(script.sockets[0]?.closed).toBe(true);
  });

  test("is given up sooner where another endpoint can be tried, and is not tried first again", async () => {
    const script = scriptedDial({ dial: "never" }, {}, {});
    const transport = socketTransport(script.dial, 50, 20);
    const open = () =>
      withBudget(1000, (budget) =>
        transport.withConnection(endpoints.slice(0, 2), budget, async (connection) => {
          return (await connection.open()).endpoint.port;
        }),
      );
    const first = open();
    await vi.advanceTimersByTimeAsync(20);
    expect(await first).toBe(2);
    expect(await open()).toBe(2);
    expect(ports(script)).toEqual([1, 2, 2]);
  });

  test("says nothing about the endpoint where the request had no more time", async () => {
    const script = scriptedDial({ dial: "never" }, {});
    const transport = socketTransport(script.dial, 50, 40);
    const open = (timeoutMs: number) =>
      withBudget(timeoutMs, (budget) =>
        transport.withConnection(endpoints, budget, async (connection) => (await connection.open()).endpoint.port),
      ).catch(() => "failed");
    const first = open(10);
    await vi.advanceTimersByTimeAsync(10);
    expect([await first, await open(1000)]).toEqual(["failed", 1]);
  });

  test("is not begun once the time of the request is up", async () => {
    const script = scriptedDial({ dial: "never" }, {});
    const outcome = withBudget(30, (budget) =>
      socketTransport(script.dial, 50).withConnection(endpoints, budget, (connection) => connection.open()),
    ).catch((error: unknown) => (error instanceof FailureError ? error.failure : error));
    await vi.advanceTimersByTimeAsync(30);
    expect(await outcome).toEqual({ kind: "timeout", phase: "dial", timeoutMs: 30 });
    expect(ports(script)).toEqual([1]);
  });
});
