import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { expect, test } from "vitest";
import { describePlace, listConnections } from "./known-connections.ts";

const config: ConfigResponse = {
  connections: [
    { name: "prod", readOnly: true },
    { name: "eu", label: "Frankfurt", readOnly: false },
  ],
  freeHosts: true,
  readOnly: false,
  limits: { defaultResponseBytes: 1, maxResponseBytes: 1, maxRequestBytes: 1, maxTimeoutMs: 1 },
};
const saved = [{ id: "https://root@a:1,b:2,c:3", name: "lab" }, { id: "a:1" }];

test("one chooses from the server's connections and the browser's, each with its place", () => {
  const known = listConnections(config, saved);
  const told = [...known.configured, ...known.saved].map((each) => [each.label, describePlace(each)]);
  expect(told).toEqual([
    ["prod", undefined],
    ["Frankfurt", "eu"],
    ["lab", "https://a:1, +2"],
    ["a:1", "a:1"],
  ]);
});

test("where the server allows no free hosts, the browser's own are none to choose from", () => {
  expect(listConnections({ ...config, freeHosts: false }, saved).saved).toEqual([]);
});
