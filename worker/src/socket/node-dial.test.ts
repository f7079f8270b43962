import { expect, test } from "vitest";
import { unusedPort, withFaultServer } from "../../test/fault-server.ts";
import { nodeDial } from "./node-dial.ts";

test("bytes go both ways until the other side ends", async () => {
  const echoed = await withFaultServer(
    (socket) => socket.once("data", (data) => socket.end(data)),
    async ({ host, port }) => {
      const socket = nodeDial({ host, port, tls: false });
      await socket.opened;
      await socket.write(new TextEncoder().encode("hello"));
      const answer = [new TextDecoder().decode(await socket.read()), await socket.read()];
      socket.close();
      return answer;
    },
  );
  expect(echoed).toEqual(["hello", undefined]);
});

test("a refused dial is unreachable", async () => {
  const port = await unusedPort();
  await expect(nodeDial({ host: "127.0.0.1", port, tls: false }).opened).rejects.toMatchObject({
    failure: { kind: "unreachable", host: "127.0.0.1", port },
  });
});

test("a reset connection breaks the read", async () => {
  await withFaultServer(
    (socket) => socket.once("data", () => socket.resetAndDestroy()),
    async ({ host, port }) => {
      const socket = nodeDial({ host, port, tls: false });
      await socket.opened;
      await socket.write(Uint8Array.of(1));
      await expect(socket.read()).rejects.toThrow("ECONNRESET");
      socket.close();
    },
  );
});
