/** Twin parts of one etcd: the same keys below two prefixes of the same length, to try two ways of one request. */
import { randomUUID } from "node:crypto";
import { concatBytes, encodeHex, encodeUtf8, valueFromText, type Bytes } from "@etcd-explorer/shared/model/bytes";
import { gatewayCall, type EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import { asLeaseId, parseLeaseId, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { isJson } from "@etcd-explorer/shared/model/json";
import { readInt64, readObject } from "@etcd-explorer/shared/wire/fields";
import { awkward, twinPart, type TwinPart } from "./equivalent-cases.ts";
import { postJson } from "./post.ts";

/** Posts to etcd's own gateway; rejects where etcd refuses. */
export async function postToEtcd(endpoint: string, path: string, body: object): Promise<unknown> {
  const { status, text } = await postJson(endpoint + path, body);
  if (status !== 200) throw new Error(`etcd answered ${path} with ${status}: ${text}`);
  return JSON.parse(text);
}

/** Sends a request in its wire form. */
export function send(endpoint: string, request: EquivalentRequest): Promise<unknown> {
  const { path, body } = gatewayCall(request);
  return postToEtcd(endpoint, path, body);
}

/** A new lease of ten minutes. */
export async function grantLease(endpoint: string): Promise<LeaseId> {
  const granted = readObject(await postToEtcd(endpoint, "/v3/lease/grant", { TTL: "600" }), "the answer to a grant");
  return asLeaseId(parseLeaseId(granted["ID"]) ?? readInt64(granted, "ID"));
}

/** What stands below a prefix: key (without it) and value in hex, version and lease. */
export async function dump(endpoint: string, part: TwinPart): Promise<readonly string[]> {
  const request = prefixRange(part.key(""));
  const { kvs } = decodeRangeResponse(await send(endpoint, { kind: "range", request }));
  return kvs.map(({ key, value, version, lease }) => {
    const name = encodeHex(key.subarray(part.key("").length));
    return `${name} = ${value.length > 1000 ? `${value.length} bytes` : encodeHex(value)}, ${version}, ${lease}`;
  });
}

async function fill(endpoint: string, { key, lease }: TwinPart): Promise<void> {
  const putOf = (name: string | Bytes, value: string, more: object = {}) => ({
    kind: "put" as const,
    request: { key: key(name), value: valueFromText(value), ...more },
  });
  const put = (name: string, value: string, more?: object) => send(endpoint, putOf(name, value, more));
  await put("seed", "1");
  await put("leased", "1", { lease });
  for (const name of ["f/", "f/1", "f/2", "f/3"]) await put(name, name);
  // Nothing asks for the order of these: one transaction for all.
  const success = awkward.map(([, content]) => putOf(concatBytes([encodeUtf8("awkward/"), content]), "x"));
  await send(endpoint, { kind: "txn", request: { compare: [], success, failure: [] } });
}

/** Lends two parts with the same keys, and removes what is left in them. */
export async function withTwinParts<T>(
  endpoint: string,
  use: (one: TwinPart, two: TwinPart) => Promise<T>,
): Promise<T> {
  const lease = await grantLease(endpoint);
  const prefix = `/twins ${randomUUID()}/`;
  const [one, two] = [twinPart(`${prefix}1/`, lease), twinPart(`${prefix}2/`, lease)];
  try {
    await Promise.all([fill(endpoint, one), fill(endpoint, two)]);
    return await use(one, two);
  } finally {
    await send(endpoint, { kind: "delete", request: prefixRange(twinPart(prefix, lease).key("")) });
    await send(endpoint, { kind: "lease-revoke", id: lease });
  }
}

/** An answer without its header, which differs from call to call. */
export function withoutHeader(answer: unknown): unknown {
  if (!isJson(answer)) return answer;
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== "header"));
}
