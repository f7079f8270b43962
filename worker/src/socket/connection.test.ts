import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FailureError } from "@etcd-explorer/shared/failure";
import { withBudget } from "#/budget.ts";
import type { Connection, Endpoint } from "#/transport.ts";
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
