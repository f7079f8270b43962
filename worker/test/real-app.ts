/** The built app in workerd, as a program meets it over HTTP. */
import { queryResponse, type QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { postJson } from "./post.ts";

export interface RealAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** Posts JSON to an endpoint of the app at `origin`. */
export async function postTo(origin: string, path: string, body: unknown): Promise<RealAnswer> {
  const { status, text } = await postJson(origin + path, body);
  return { status, json: JSON.parse(text) };
}

/** Where queries go: the fields of the target, and of who asks. */
export type QueryTarget = Readonly<Record<string, unknown>>;

/** Calls etcd through the app; fails where the app itself, rather than etcd, says no. */
export async function queryThrough(
  origin: string,
  target: QueryTarget,
  path: string,
  body?: object,
): Promise<QueryResponse> {
  const fields = { ...target, path, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const { status, json } = await postTo(origin, "/api/etcd/query", fields);
  if (status !== 200) throw new Error(`The app answered ${path} with ${status}: ${JSON.stringify(json)}`);
  return queryResponse.parse(json);
}

export function base64(text: string | Uint8Array): string {
  return Buffer.from(text).toString("base64");
}
