import { createServer } from "node:net";
import { expect, it } from "vitest";
import { assertPortFree, freePort, freePorts } from "./free-port.ts";

it("picks different ports that can be listened on", async () => {
  const ports = await freePorts("127.0.0.1", 5);
  expect(new Set(ports).size).toBe(5);
  for (const port of ports) await expect(assertPortFree("127.0.0.1", port)).resolves.toBeUndefined();
});

it("says that a port is taken, and what to do", async () => {
  const port = await freePort("127.0.0.1");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect(assertPortFree("127.0.0.1", port)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program. Choose another with --port`,
  );
  await new Promise((resolve) => server.close(resolve));
});

it.each(["no-such-host.invalid", "192.0.2.1"])("says in one sentence that %s is not this machine", async (host) => {
  const sentence = `Could not listen on ${host}: not an address or name of this machine`;
  await expect(freePort(host)).rejects.toThrow(sentence);
  await expect(assertPortFree(host, 1)).rejects.toThrow(sentence);
});
