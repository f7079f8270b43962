import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { asKey, encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { RangeRequest } from "@etcd-explorer/shared/model/txn";
import { fakeEtcd } from "@etcd-explorer/shared/test/fake-listing-etcd";
import { createElement, type ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderHook } from "../../../../test/render-hook.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { ConnectionContext, type Connected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { collapseAll, setExpanded } from "#/stores/expanded.ts";
import { setCompactFolders } from "#/stores/layout/compact-folders.ts";
import type { Row } from "./tree-rows.ts";
import { useTree, type Tree } from "./use-tree.ts";

const connection: Connection = {
  id: "tree",
  ref: { kind: "configured", name: "tree" },
  label: "tree",
  readOnly: false,
  tls: false,
  isProduction: false,
  target: { connection: "tree" },
  user: "",
};

const unused = () => Promise.reject(new Error("the tree reads keys alone"));

beforeEach(() => {
  setCompactFolders(true);
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => setTimeout(frame));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});

const clients: QueryClient[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  collapseAll(connection.id);
  for (const client of clients.splice(0)) client.clear();
});

/** The tree over some keys. `before` may hold or fail a range before it is answered. */
async function render(
  names: readonly string[],
  before: (request: RangeRequest, signal?: AbortSignal) => unknown = () => undefined,
) {
  const etcd = fakeEtcd(names.map(keyFromText));
  const connected: Connected = {
    connection,
    at: "live",
    viewing: "live",
    etcd: {
      ...etcd,
      range: async (request, signal) => {
        await before(request, signal);
        return etcd.range(request, signal);
      },
      leaseGrant: unused,
      leaseRevoke: unused,
      leaseKeepAlive: unused,
      leaseTimeToLive: unused,
      leases: unused,
    },
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(etcdCache.access(connection.id), null);
  clients.push(client);
  const wrap = (children: ReactNode) =>
    createElement(QueryClientProvider, { client }, createElement(ConnectionContext, { value: connected }, children));
  const hook = await renderHook(() => useTree(asKey(new Uint8Array())), undefined, wrap);
  return { ...hook, ranges: etcd.ranges };
}

const rowsOf = ({ rows }: Tree): readonly Row[] =>
  Array.from({ length: rows.count }, (_, at) => rows.at(at)).filter((row) => row !== undefined);

/** The rows as words. */
const shown = (tree: Tree) =>
  rowsOf(tree).map((row) =>
    row.kind === "key" ? formatKey(row.facts.key) : row.kind === "folder" ? formatKey(row.prefix) : row.kind,
  );

const isRead = (tree: Tree) => !tree.busy && tree.count !== undefined;

test("below the root stand its folders and keys; a folder opens and closes, and is read when it opens", async () => {
  const tree = await render(["/a/x", "/a/y/z", "/b"]);
  expect(shown(tree.current())).toEqual(["loading"]);
  await tree.until(isRead);
  expect(shown(tree.current())).toEqual(["/a/", "/b"]);
  expect(tree.current().count).toBe(3);
  const before = tree.ranges.length;
  await tree.does(() => tree.current().toggle(keyFromText("/a/"), true));
  await tree.until(isRead);
  expect(shown(tree.current())).toEqual(["/a/", "/a/x", "/a/y/", "/b"]);
  expect(tree.ranges.length).toBeGreaterThan(before);
  await tree.does(() => tree.current().toggle(keyFromText("/a/"), false));
  expect(shown(tree.current())).toEqual(["/a/", "/b"]);
});

test("an open folder that no longer exists, or whose parent is closed, is never requested", async () => {
  const opened = ["/gone/", "/a/y/"].map(keyFromText);
  setExpanded(connection.id, opened.map(encodeHex), true);
  const tree = await render(["/a/x", "/a/y/z", "/b"]);
  await tree.until(isRead);
  expect(shown(tree.current())).toEqual(["/a/", "/b"]);
  const asked = tree.ranges.map(({ key }) => encodeHex(key));
  for (const prefix of opened) expect(asked).not.toContain(encodeHex(prefix));
});

test("a folder that cannot be read says so in its row, and is read again on demand", async () => {
  let isDown = true;
  const tree = await render(["/a/x", "/b"], ({ key }) => {
    if (isDown && formatKey(key).startsWith("/a/")) {
      throw new FailureError({ kind: "rejected", status: 503, code: 14, message: "etcdserver: no leader" });
    }
  });
  await tree.until(isRead);
  await tree.does(() => tree.current().toggle(keyFromText("/a/"), true));
  await tree.until((now) => shown(now).includes("failed"));
  expect(shown(tree.current())).toEqual(["/a/", "failed", "/b"]);
  isDown = false;
  await tree.does(() => tree.current().retry(keyFromText("/a/")));
  await tree.until((now) => shown(now).includes("/a/x"));
  expect(shown(tree.current())).toEqual(["/a/", "/a/x", "/b"]);
});

test("a row that is not read is read; when one looks elsewhere meanwhile, the first reading is given up", async () => {
  const names = Array.from({ length: 30_000 }, (_, at) => `k${String(at).padStart(5, "0")}`);
  const held: AbortSignal[] = [];
  let isHeld = false;
  const tree = await render(names, async (_, signal) => {
    if (!isHeld || signal === undefined) return;
    held.push(signal);
    await new Promise((resolve) => {
      signal.addEventListener("abort", resolve);
    });
  });
  await tree.until(isRead);
  const unread = (from: number) => {
    const { rows } = tree.current();
    for (let at = from; at < rows.count; at++) {
      const row = rows.at(at);
      if (row?.kind === "unread") return { at, row };
    }
    throw new Error("everything is read");
  };
  const near = unread(2_000);
  const far = unread(20_000);
  isHeld = true;
  await tree.does(() => tree.current().read(near.row));
  await tree.does(() => vi.waitFor(() => expect(held).toHaveLength(1)));
  isHeld = false;
  await tree.does(() => tree.current().read(far.row));
  await tree.until(({ rows }) => rows.at(far.at)?.kind === "key");
  expect(held[0]?.aborted).toBe(true);
  expect(tree.current().rows.at(near.at)?.kind).toBe("unread");
});

/** A chain of 300 folders around some keys. */
const deep = `/${"x/".repeat(300)}`;

test("a row of compacted folders opens with the requests of one folder, however deep it is", async () => {
  const tree = await render(["/b/1", "/b/c/d/e", `${deep}1`, `${deep}2`]);
  await tree.until(isRead);
  const before = tree.ranges.length;
  await tree.does(() => tree.current().toggle(keyFromText("/b/"), true));
  await tree.until((now) => shown(now).includes("/b/1"));
  const forOne = tree.ranges.length - before;
  await tree.does(() => tree.current().toggle(keyFromText("/x/"), true));
  await tree.until((now) => shown(now).includes(`${deep}2`));
  expect(shown(tree.current())).toEqual(["/b/", "/b/1", "/b/c/d/", deep, `${deep}1`, `${deep}2`]);
  expect(tree.ranges.length - before - forOne).toBeLessThanOrEqual(forOne);

  // Closing it leaves it in one row; opening it again asks nothing.
  await tree.does(() => tree.current().toggle(keyFromText(deep), false, keyFromText("/x/")));
  expect(shown(tree.current())).toEqual(["/b/", "/b/1", "/b/c/d/", deep]);
  const asked = tree.ranges.length;
  await tree.does(() => tree.current().toggle(keyFromText(deep), true, keyFromText("/x/")));
  await tree.until(isRead);
  expect(shown(tree.current())).toContain(`${deep}1`);
  expect(tree.ranges.length).toBe(asked);
});

test("folders stand in rows of their own once somebody wants them so", async () => {
  const tree = await render(["/a/b/1", "/a/b/2"]);
  await tree.until(isRead);
  await tree.does(() => tree.current().toggle(keyFromText("/a/"), true));
  await tree.until((now) => shown(now).includes("/a/b/1"));
  expect(shown(tree.current())).toEqual(["/a/b/", "/a/b/1", "/a/b/2"]);
  await tree.does(() => setCompactFolders(false));
  expect(shown(tree.current())).toEqual(["/a/", "/a/b/", "/a/b/1", "/a/b/2"]);
});
