/** The way of a listing from the browser: through the worker, one `query` each; with what it moved. */
import type { Agent } from "node:http";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { queryResponse } from "@etcd-explorer/shared/contract/schemas";
import type { ListingCall } from "@etcd-explorer/shared/read/listing/listing";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { call } from "./post.ts";
import type { BenchSetup } from "./bench-setup.ts";

export interface MeasuredCall extends ListingCall {
  readonly moved: { requests: number; etcdBytes: number; browserBytes: number };
}

export function measuredCall({ etcd, origin }: BenchSetup, agent: Agent): MeasuredCall {
  const moved = { requests: 0, etcdBytes: 0, browserBytes: 0 };
  const query = async (path: string, request: unknown) => {
    const body = JSON.stringify(request);
    const { host, port } = etcd;
    const asked = JSON.stringify({
      host,
      port,
      path,
      body,
      maxResponseBytes: limits.maxResponseBytes,
      parsedOnly: true,
    });
    const answered = await call(`${origin}/api/etcd/query`, asked, agent);
    const answer = queryResponse.parse(JSON.parse(answered));
    if (!answer.success) throw new Error(answer.body);
    moved.requests++;
    moved.etcdBytes += body.length + JSON.stringify(answer.parsed).length;
    moved.browserBytes += asked.length + answered.length;
    return answer.parsed;
  };
  return {
    moved,
    range: async (request) => decodeRangeResponse(await query("/v3/kv/range", encodeRangeRequest(request))),
    txn: async (request) => decodeTxnResponse(await query("/v3/kv/txn", encodeTxnRequest(request))),
  };
}
