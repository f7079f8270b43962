/** A connection to an etcd in memory, with the stores of the page empty. */
import { QueryClient } from "@tanstack/react-query";
import { encodeHex, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "@etcd-explorer/shared/model/txn";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";
import type { KeyState } from "#/api/keys/key-state.ts";
import { emptyHistory, entriesOf } from "#/lib/write-history-model.ts";
import { draftId, useDrafts } from "#/stores/drafts.ts";
import { useNotices } from "#/stores/notices.ts";
import { useWriteHistory } from "#/stores/write-history.ts";

const connectionId = "sample";

/** etcd refuses, and proves by it that nothing was written. */
export const denied = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" } as const;

/** An etcd of the tests; what somebody else writes does not count as sent. */
interface FakeEtcd {
  range(request: RangeRequest): Promise<RangeResponse>;
  txn(request: TxnRequest): Promise<TxnResponse>;
  writeAsOther(request: TxnRequest): Promise<TxnResponse>;
  all(): KeyValue[];
}

export function valueFixture<Etcd extends FakeEtcd>(etcd: Etcd) {
  useDrafts.setState({}, true);
  useWriteHistory.setState(emptyHistory, true);
  useNotices.setState({ notice: undefined });
  const granted: LeaseId[] = [];
  const revoked: LeaseId[] = [];
  const connected: Connected = {
    connection: {
      id: connectionId,
      ref: { kind: "configured", name: connectionId },
      label: "Sample",
      readOnly: false,
      isProduction: false,
      tls: false,
      target: { connection: connectionId },
      user: "ann",
    },
    etcd: {
      range: (request) => etcd.range(request),
      txn: (request) => etcd.txn(request),
      leaseGrant: async ({ ttlSeconds, id }) => {
        if (id === undefined) throw new Error("a lease of our own has an ID");
        granted.push(id);
        return { id, ttlSeconds };
      },
      leaseRevoke: async (id) => void revoked.push(id),
      leaseKeepAlive: () => Promise.reject(new Error("no lease is kept alive here")),
      leaseTimeToLive: async (id) => ({ id, ttlSeconds: 60n, grantedTtlSeconds: 60n, keys: [] }),
      leases: async () => granted,
    },
    at: "live",
    viewing: "live",
  };
  const queryClient = new QueryClient();
  /** What is stored, as it is now. */
  const stored = (name: string): KeyValue | undefined =>
    etcd.all().find(({ key }) => encodeHex(key) === encodeHex(keyFromText(name)));
  return {
    etcd,
    connected,
    queryClient,
    granted,
    revoked,
    stored,
    /** Writes a key, as somebody else does, and gives it as it is then. */
    put: async (name: string, text: string): Promise<KeyValue> => {
      const request = { key: keyFromText(name), value: valueFromText(text) };
      await etcd.writeAsOther({ compare: [], success: [{ kind: "put", request }], failure: [] });
      const kv = stored(name);
      if (kv === undefined) throw new Error("it was just written");
      return kv;
    },
    cached: (name: string) =>
      queryClient.getQueryData<KeyState>(etcdCache.key(connectionId, keyFromText(name), "live")),
    draftId: (name: string) => draftId(connectionId, encodeHex(keyFromText(name))),
    entries: () => entriesOf(useWriteHistory.getState(), connectionId),
    notice: () => useNotices.getState().notice,
  };
}
