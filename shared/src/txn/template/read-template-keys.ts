/** The keys of a template, read from the cluster at one revision. */
import { failureOf } from "../../model/failure.ts";
import { grpcCode, isRefusedBy } from "../../model/grpc-code.ts";
import { holderRange } from "../../model/locks.ts";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";
import type { TemplateFindings, TemplateInput } from "./fill-template.ts";
import {
  namesLock,
  templateKeys,
  type FieldSentences,
  type FoundKey,
  type TemplateKeyName,
  type TxnTemplate,
} from "./template.ts";

export interface TemplateCall {
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
}

/**
 * Reads the keys with their values by one read-only transaction. Says at the field which of them may not be read; fails
 * as the client fails otherwise.
 */
export async function readTemplateKeys(
  etcd: TemplateCall,
  { fields }: Pick<TxnTemplate, "fields">,
  { keys }: TemplateInput,
  signal?: AbortSignal,
): Promise<TemplateFindings | { readonly problems: FieldSentences }> {
  const wanted = templateKeys.flatMap((name) => {
    const key = keys[name];
    if (key === undefined) return [];
    const field = fields[name];
    return [{ name, key, request: field !== undefined && namesLock(field) ? holderRange(key) : { key } }];
  });
  const reads = wanted.map(({ request }) => ({ kind: "range", request }) as const);
  try {
    const answer = await etcd.txn({ compare: [], success: reads, failure: [] }, signal);
    const revision = answer.header?.revision;
    if (revision === undefined) throw new Error("the response to a transaction has no header");
    const found: Partial<Record<TemplateKeyName, FoundKey>> = {};
    for (const [at, { name, key }] of wanted.entries()) {
      const read = answer.responses[at];
      if (read?.kind !== "range") throw new Error("the response does not match the request");
      const [kv] = read.response.kvs;
      found[name] = kv === undefined ? { key } : { key, kv };
    }
    return { revision, found };
  } catch (error) {
    if (!isRefusedBy(failureOf(error), grpcCode.permissionDenied)) throw error;
    const problems = await findDenied(etcd, wanted, signal);
    // One may read each of them by now: then the refusal was of something else.
    if (Object.keys(problems).length === 0) throw error;
    return { problems };
  }
}

/** etcd refuses a transaction as a whole: asked one by one, the keys tell which of them it was. */
async function findDenied(
  etcd: TemplateCall,
  wanted: readonly { readonly name: TemplateKeyName; readonly request: RangeRequest }[],
  signal: AbortSignal | undefined,
): Promise<FieldSentences> {
  const problems: Partial<Record<TemplateKeyName, string>> = {};
  for (const { name, request } of wanted) {
    try {
      await etcd.range({ ...request, keysOnly: true }, signal);
    } catch (error) {
      if (!isRefusedBy(failureOf(error), grpcCode.permissionDenied)) throw error;
      problems[name] = "No permission to read this key, so etcd would refuse its condition.";
    }
  }
  return problems;
}
