import { lentApp } from "@etcd-explorer/scripts/test/provided";
import { expect, test } from "vitest";
import { obtainEtcds } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { formatCurlToEtcd, formatCurlToWorker } from "@etcd-explorer/shared/command/equivalents/curl";
import { formatEtcdctl } from "@etcd-explorer/shared/command/equivalents/etcdctl";
import type { EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { runShell } from "./shell.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";
import { postToEtcd } from "./twin-parts.ts";

const password = String.raw`p'a"s\s $x `;
const request: EquivalentRequest = { kind: "put", request: { key: keyFromText("/signed in") } };

test.each((await obtainEtcds()).map(({ version, etcdctl }) => ({ version, etcdctl })))(
  "signs in with a password that is only in a variable, etcd $version",
  async ({ version, etcdctl }) => {
    await withThrowawayEtcd(version, async ({ endpoint, host, port }) => {
      for (const [path, body] of [
        ["user/add", { name: "root", password }],
        ["user/grant", { user: "root", role: "root" }],
        ["enable", {}],
      ] as const) {
        await postToEtcd(endpoint, `/v3/auth/${path}`, body);
      }
      const target: EquivalentTarget = { endpoints: [endpoint], user: "root", worker: { host, port } };
      const queryUrl = lentApp().origin + endpoints.query.path;
      const commands = [
        formatEtcdctl(request, target),
        formatCurlToEtcd(request, target),
        formatCurlToWorker(request, target, queryUrl),
      ];
      const printed: string[] = [];
      for (const command of commands) {
        if ("unavailable" in command) throw new Error(command.unavailable);
        expect(command.text).not.toContain(password);
        printed.push((await runShell(command.text, etcdctl, { ETCD_PASSWORD: password })).toString());
      }
      expect(printed[0]).toBe("OK\n");
      expect(JSON.parse(printed[1] ?? "")).toMatchObject({ header: { revision: "3" } });
      expect(JSON.parse(printed[2] ?? "")).toMatchObject({ parsed: { header: { revision: "4" } } });
    });
  },
);
