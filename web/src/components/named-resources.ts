/** Objects of Kubernetes by what they are called, wherever a key can be typed: `deploy/web -n shop`. */
import type { Completion } from "@etcd-explorer/shared/read/browse/completions";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { kubernetesPrefixes } from "#/stores/layout/kubernetes-session.ts";

/** Two words, with a slash or blanks between them: only then is anything loaded for it. */
const mayNameResource = /^\s*[A-Za-z-][\w.=-]*(?:\/|\s+)\S/;

/** None: the text names no resource, or there is no such object. Fails as the reads do. */
export async function findNamedResources(
  call: TxnCall,
  connectionId: string,
  text: string,
  signal?: AbortSignal,
): Promise<readonly Completion[]> {
  if (!mayNameResource.test(text)) return [];
  const { parseResourceWords } = await import("@etcd-explorer/shared/kubernetes/resource-words");
  const words = parseResourceWords(text);
  if (words === undefined) return [];
  const { findResource } = await import("@etcd-explorer/shared/read/browse/find-resource");
  return await findResource(call, words, kubernetesPrefixes(connectionId), signal);
}
