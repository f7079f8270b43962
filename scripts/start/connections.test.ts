import { expect, it } from "vitest";
import { configuredConnections } from "./connections.ts";
import { parseFlags } from "./flags.ts";

const { signal } = new AbortController();
const ask = () => Promise.resolve(undefined);

async function configure(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const told: string[] = [];
  const flags = parseFlags(args, env);
  if (flags === "help") throw new Error("No help was asked for");
  return { told, connections: await configuredConnections(flags, { tell: (line) => told.push(line), signal, ask }) };
}

it("are undefined where nothing was given: the sample is then shown", async () => {
  expect(await configure([])).toEqual({ told: [], connections: undefined });
});

it("are told where they come from variables, that may be forgotten", async () => {
  const { told, connections } = await configure([], { ETCDCTL_ENDPOINTS: "a:1" });
  expect(connections).toEqual([{ name: "default", readOnly: false, endpoints: ["http://a:1"] }]);
  expect(told).toEqual(["Using the endpoints from ETCDCTL_ENDPOINTS."]);
});

it("come with a warning where the password stands on the command line, which does not repeat it", async () => {
  const { told } = await configure(["--endpoints", "a", "--user", "me", "--password", "hunter2"]);
  expect(told).toEqual([expect.stringContaining("Other users on this machine can see the command line")]);
  expect(told.join()).not.toContain("hunter2");
});
