import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { createElement, type ReactNode } from "react";
import { expect, test } from "vitest";
import { renderHook } from "../../../../test/render-hook.ts";
import { ConnectionContext, type Connected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import { keyScope } from "./restore-scope.ts";
import { useRestorePlan } from "./use-restore-plan.ts";

const connection: Connection = {
  id: "one",
  ref: { kind: "configured", name: "one" },
  label: "one",
  readOnly: false,
  tls: false,
  isProduction: false,
  target: { connection: "one" },
  user: "",
};
const unused = () => Promise.reject(new Error("a plan reads keys alone"));

test("a plan stays as it was made while other writes end, and is made again when somebody asks", async () => {
  const etcd = new MemoryEtcd();
  const key = keyFromText("/a");
  const put = (text: string) =>
    etcd.txn({
      compare: [],
      success: [{ kind: "put", request: { key, value: valueFromText(text) } }],
      failure: [],
    });
  await put("then");
  const wanted = { kind: "revision", revision: etcd.revision } as const;
  await put("now");
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let reads = 0;
  const value: Connected = {
    connection,
    at: "live",
    viewing: "live",
    etcd: {
      range: (request) => etcd.range(request),
      txn: (request) => {
        reads++;
        return etcd.txn(request);
      },
      leaseGrant: unused,
      leaseRevoke: unused,
      leaseKeepAlive: unused,
      leaseTimeToLive: unused,
      leases: unused,
    },
  };
  const wrap = (children: ReactNode) =>
    createElement(QueryClientProvider, { client }, createElement(ConnectionContext, { value }, children));
  const scope = keyScope(key, "/a");
  const hook = await renderHook(() => useRestorePlan({ scope, kind: "restore", wanted }), undefined, wrap);
  await hook.until(({ plan }) => plan.isSuccess);
  const before = reads;
  expect(hook.current().plan.data?.review.changes).toHaveLength(1);

  await put("by another job");
  await hook.does(() => refreshAfterWrites(client, connection.id));
  expect(reads).toBe(before);
  await hook.does(() => hook.current().plan.refetch());
  await hook.until(({ plan }) => plan.data?.review.target.revision === etcd.revision);
  await hook.unmount();
  client.clear();
});
