import { parseConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { expect, test } from "vitest";
import { isUsed } from "./profiles.ts";

const used = ["10.0.0.5:2379", "https://root@etcd.example:2379", "[::1]:2379"];

test.each([
  ["10.0.0.5:2379", true],
  ["app@10.0.0.5:2379", true],
  ["10.0.0.5:2380", false],
  ["https://10.0.0.5:2379", false],
  ["10.0.0.6:2379", false],
  ["https://ETCD.example:2379", true],
  ["etcd.example:2379", false],
  ["[::1]:2379", true],
  ["prod", true],
])("of %s the browser has used the server: %s", (id, expected) => {
  const ref = parseConnectionRef(id);
  expect(ref !== undefined && isUsed(ref, used)).toBe(expected);
  expect(ref !== undefined && isUsed(ref, [])).toBe(ref?.kind === "configured");
});
