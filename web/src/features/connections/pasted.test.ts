import { parseEtcdctlText } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";
import { expect, test } from "vitest";
import { describePasted } from "./pasted.ts";

function pasted(text: string): string | undefined {
  const found = parseEtcdctlText(text);
  if ("problem" in found) throw new Error(found.problem);
  return describePasted(found);
}

test("what a browser cannot take over is said, with what to do instead", () => {
  expect(pasted("--endpoints http://a:1")).toBeUndefined();
  expect(pasted("--endpoints http://a:1,http://b:1")).toMatch(/Only the first of 2 endpoints is used/);
  expect(pasted("--endpoints https://a:1 --cacert ca.crt --key k.pem")).toContain("--cacert ca.crt --key k.pem");
  expect(pasted("--endpoints https://a:1 --insecure-skip-tls-verify")).toMatch(/always verified/);
});
