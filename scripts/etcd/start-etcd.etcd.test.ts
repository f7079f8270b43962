import { lentEtcds } from "../test/provided.ts";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { runEtcdctl } from "./etcdctl.ts";
import { startEtcd } from "./start-etcd.ts";

describe.each(lentEtcds())("etcd $version", ({ version, etcdctl }) => {
  const binary = join(dirname(etcdctl), "etcd");

  it("starts on loopback, answers its client, and leaves nothing behind when it is stopped", async () => {
    const etcd = await startEtcd({ binary });
    expect(etcd.endpoint).toBe(`http://127.0.0.1:${etcd.port}`);
    const target = { etcdctl, endpoint: etcd.endpoint };
    const value = Uint8Array.of(0xff, 0, 0x0a, 0x80);
    await runEtcdctl(target, ["put", "/bytes"], value);
    const answer = await runEtcdctl(target, ["get", "/bytes", "--print-value-only"]);
    expect(new Uint8Array(answer)).toEqual(Uint8Array.of(...value, 0x0a));
    expect(await (await fetch(`${etcd.endpoint}/version`)).json()).toMatchObject({ etcdserver: version });
    await etcd.stop();
    expect(await etcd.exited).toBe("it was stopped by SIGKILL");
    expect(existsSync(etcd.dataDir)).toBe(false);
  });

  it("says why it does not start", async () => {
    await expect(startEtcd({ binary, flags: ["--no-such-flag"] })).rejects.toThrow(/^etcd did not start: .*/);
  });

  it("fails where nobody answers its client", async () => {
    const target = { etcdctl, endpoint: "http://127.0.0.1:1" };
    const asking = runEtcdctl(target, ["get", "a", "--dial-timeout=200ms", "--command-timeout=500ms"]);
    await expect(asking).rejects.toThrow("etcdctl get failed");
  });
});
