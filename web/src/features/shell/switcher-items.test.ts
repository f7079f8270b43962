import { expect, test } from "vitest";
import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { listConnections } from "#/api/connection/known-connections.ts";
import { listSwitcherItems } from "./switcher-items.ts";

const config: ConfigResponse = {
  connections: [
    { name: "prod-eu", label: "Frankfurt", readOnly: true },
    { name: "staging", readOnly: false },
  ],
  freeHosts: true,
  readOnly: false,
  limits: { defaultResponseBytes: 1, maxResponseBytes: 1, maxRequestBytes: 1, maxTimeoutMs: 1 },
};
const known = listConnections(config, [{ id: "https://10.0.0.5:2379,10.0.0.6:2379", name: "lab" }, { id: "b:1" }]);
const shown = (query: string, allowsOwn = true) =>
  listSwitcherItems(query, { known, allowsOwn }).map((item) =>
    item.kind === "act" ? item.title : item.connection.label,
  );
const ways = ["Connections…", "New connection…"];

test.each([
  ["", ["Frankfurt", "staging", "lab", "b:1"]],
  ["fra", ["Frankfurt"]],
  ["prod", ["Frankfurt"]],
  ["read-only", ["Frankfurt"]],
  ["10.0.0.6", ["lab"]],
  ["LAB", ["lab"]],
  ["nothing", []],
])("for %j it offers the connections that fit, and always the ways on", (query, labels) => {
  expect(shown(query)).toEqual([...labels, ...ways]);
});

test("a new one is offered only where the server lets one be", () => {
  expect(shown("", false).at(-1)).toBe("Connections…");
});
