import { describe, expect, test } from "vitest";
import { parseEtcdctlText } from "./etcdctl-flags.ts";

const free = (host: string, port: number, tls = false, user = "") => ({ kind: "free", host, port, tls, user });

describe("pasted etcdctl text", () => {
  test("a command line, its flags with and without =", () => {
    const text =
      "etcdctl --endpoints=https://10.0.0.5:2379,10.0.0.6 --user root:s3cret:too --cacert /etc/ca.crt get / --prefix";
    expect(parseEtcdctlText(text)).toEqual({
      endpoints: [free("10.0.0.5", 2379, true, "root"), free("10.0.0.6", 2379, true, "root")],
      user: "root",
      password: "s3cret:too",
      files: [{ flag: "cacert", path: "/etc/ca.crt" }],
      insecure: false,
    });
  });

  test("variables, exported or before a command, with quotes and continued lines", () => {
    const text =
      "export ETCDCTL_API=3\nexport ETCDCTL_ENDPOINTS='http://etcd:1234'\nETCDCTL_USER=app \\\n  ETCDCTL_PASSWORD=\"a b\" etcdctl get x";
    expect(parseEtcdctlText(text)).toMatchObject({
      endpoints: [free("etcd", 1234, false, "app")],
      user: "app",
      password: "a b",
    });
  });

  test("switched-off verification is seen", () => {
    expect(parseEtcdctlText("--endpoints https://e:1 --insecure-skip-tls-verify")).toMatchObject({ insecure: true });
    expect(parseEtcdctlText("--endpoints https://e:1 --insecure-skip-tls-verify=false")).toMatchObject({
      insecure: false,
    });
  });

  test.each([
    ["", /^No --endpoints/],
    ["etcdctl get /", /^No --endpoints/],
    ["--endpoints 'http://e:1", /quote/],
    ["--endpoints unix:///run/etcd.sock", /^Invalid endpoint/],
    ["--endpoints http://e:99999", /^Invalid endpoint/],
  ])("%j is told what is missing", (text, problem) => {
    expect(parseEtcdctlText(text)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
