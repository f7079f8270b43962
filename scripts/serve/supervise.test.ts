import { expect, it } from "vitest";
import { supervise, type Supervised } from "./supervise.ts";

/** A server that ends when it is told to. */
function makeServer(): Supervised & { end: (reason: string) => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return {
    exited: promise,
    end: resolve,
    stop: () => {
      resolve("it was stopped");
      return Promise.resolve();
    },
  };
}
const restarts = { pausesMs: [0, 0], windowMs: 60_000 };

it("starts again what has ended by itself, says why, and gives up after a few times", async () => {
  const lines: string[] = [];
  let server = makeServer();
  const again = () => {
    server = makeServer();
    return Promise.resolve(server);
  };
  const supervised = supervise<Supervised>(server, again, (line) => lines.push(line), restarts);
  for (const count of [1, 2]) {
    const before = server;
    server.end("too many files");
    await expect.poll(() => server !== before).toBe(true);
    expect(lines).toHaveLength(count);
  }
  expect(lines[0]).toBe("The server stopped unexpectedly: too many files. Restarting.");
  server.end("too many files");
  expect(await supervised.exited).toBe("too many files, 3 times in 1 min");
});

it("starts nothing again that is stopped, and says where it cannot", async () => {
  const stopped = supervise(
    makeServer(),
    () => Promise.reject(new Error("not to be called")),
    () => undefined,
    restarts,
  );
  await stopped.stop();
  expect(await stopped.exited).toBe("it was stopped");
  const server = makeServer();
  const failing = supervise<Supervised>(
    server,
    () => Promise.reject(new Error("no port")),
    () => undefined,
    restarts,
  );
  server.end("gone");
  expect(await failing.exited).toMatch(/^gone, and could not be restarted: Error: no port/);
});
