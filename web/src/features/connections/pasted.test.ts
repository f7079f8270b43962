import { parseEtcdctlText, type EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";
import { expect, test } from "vitest";
import { describePasted, fillPasted } from "./pasted.ts";

function pasted(text: string): EtcdctlConnection {
  const found = parseEtcdctlText(text);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

const said = (text: string) => describePasted(pasted(text));

test("what a browser cannot take over is said, with what to do instead", () => {
  expect(said("--endpoints http://a:1,http://b:1")).toBeUndefined();
  expect(said("--endpoints https://a:1 --cacert ca.crt --key k.pem")).toContain("--cacert ca.crt --key k.pem");
  expect(said("--endpoints https://a:1 --insecure-skip-tls-verify")).toMatch(/always verified/);
});

test("every endpoint is taken over, with user and password", () => {
  expect(fillPasted(pasted("--endpoints https://a:1,b:2 --user root:pw --cacert ca.crt"))).toMatchObject({
    endpoints: "https://a:1, https://b:2",
    user: "root",
    password: "pw",
  });
});
