/** Acts on 100,000 keys through the worker, guarded key by key, beside etcdctl doing the same without any guard. */
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { run } from "@etcd-explorer/scripts/process/run";
import { makePlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { outermostRanges, type BulkAct } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { createBulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import type { BulkCall } from "@etcd-explorer/shared/write/bulk/segment";
import { encodeBase64, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { appCall } from "../test/bulk-call.ts";
import { base64 } from "../test/real-app.ts";
import { formatComparison, formatFigure, timed } from "./measure.ts";
import type { Bench } from "./bench-setup.ts";

const keys = 100_000;
const perTxn = 120;
const limitMs = 300_000;
const name = (prefix: string, at: number) => `${prefix}${String(at).padStart(6, "0")}`;

export const bulk: Bench = {
  name: "bulk",
  run: async ({ etcd, origin }) => {
    const { etcdctl } = await obtainEtcdVersion(journeyVersion);
    const call = appCall(origin, { host: etcd.host, port: etcd.port });
    const ctl = async (args: readonly string[], input = ""): Promise<string> => {
      const result = await run(etcdctl, ["--endpoints", etcd.endpoint, "--command-timeout=120s", ...args], {
        env: {},
        timeoutMs: limitMs,
        input,
      });
      if (!result.ok) throw new Error(`etcdctl ${args[0] ?? ""} failed: ${result.output.trim()}`);
      return result.stdout.toString();
    };
    const count = async (prefix: string) => {
      const printed = await ctl(["get", prefix, "--prefix", "--count-only", "--write-out=fields"]);
      return Number(/"Count" : (\d+)/.exec(printed)?.[1]);
    };
    await fill(etcd.endpoint, "/ours/");
    await fill(etcd.endpoint, "/theirs/");

    const copyMs = await timed(() =>
      act(call, "/ours/", {
        kind: "copy",
        from: keyFromText("/ours/"),
        to: keyFromText("/ours-copy/"),
        keepLease: true,
        onExisting: "stop",
      }),
    );
    // The same batches straight to etcd's gateway, which compare with nothing. (`etcdctl txn` does one a process:
    // a script of it spends nine tenths of its time on starting etcdctl.)
    const batchesMs = await timed(() => copyUnguarded(etcd.endpoint, "/theirs/", "/theirs-copy/"));
    const copied = [await count("/ours-copy/"), await count("/theirs-copy/")];
    const deleteMs = await timed(() => act(call, "/ours/", { kind: "delete", keep: true }));
    const unkeptMs = await timed(() => act(call, "/ours-copy/", { kind: "delete", keep: false }));
    const directMs = await timed(() => ctl(["del", "/theirs/", "--prefix"]));
    const directReadMs = await timed(() => ctl(["del", "/theirs-copy/", "--prefix", "--prev-kv", "--write-out=json"]));
    const left = [await count("/ours"), await count("/theirs")];
    const ms = { unit: "ms", limit: { kind: "at most", value: 0 } } as const;
    const compare = (what: string, ours: number, direct: number, value: number) =>
      formatComparison({ ...ms, name: what, ours, direct, limit: { kind: "at most", value } });
    return [
      compare("copy 100,000 : bare batches", copyMs, batchesMs, 6),
      compare("delete, kept for undo : --prev-kv", deleteMs, directReadMs, 6),
      compare("delete, not kept : del --prefix", unkeptMs, directMs, 6),
      formatFigure(
        "copied, each",
        copied.join(" and "),
        copied.every((found) => found === keys),
      ),
      formatFigure(
        "left, each",
        left.join(" and "),
        left.every((found) => found === 0),
      ),
    ];
  },
};

async function act(call: BulkCall, prefix: string, what: BulkAct): Promise<void> {
  const plan = await makePlan(call, { ranges: outermostRanges([], [keyFromText(prefix)]), act: what });
  const doing = createBulkRun(call, plan);
  for (;;) {
    const step = await doing.next();
    if (step.kind === "stuck") throw new Error(`stuck: ${step.failure.kind}`);
    if (step.kind === "finished") break;
  }
  const { done } = doing.report();
  if (done !== keys) throw new Error(`${done} of ${keys} were done`);
}

async function copyUnguarded(endpoint: string, from: string, to: string): Promise<void> {
  const range = { key: base64(from), range_end: base64(from.replace(/\/$/, "0")) };
  const { kvs } = decodeRangeResponse(await callGateway(endpoint, "/v3/kv/range", range));
  for (let at = 0; at < kvs.length; at += perTxn) {
    const success = kvs.slice(at, at + perTxn).map(({ key, value }) => ({
      request_put: { key: base64(formatKey(key).replace(from, to)), value: encodeBase64(value) },
    }));
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}

async function fill(endpoint: string, prefix: string): Promise<void> {
  const value = Buffer.from("x".repeat(100)).toString("base64");
  for (let at = 0; at < keys; at += perTxn) {
    const success = Array.from({ length: Math.min(perTxn, keys - at) }, (_, more) => ({
      request_put: { key: Buffer.from(name(prefix, at + more)).toString("base64"), value },
    }));
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}
