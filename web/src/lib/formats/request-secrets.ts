/** How many values of a request are Secrets of Kubernetes: what spells the request shows them once somebody asks. */
import type { SpelledRequest } from "@etcd-explorer/shared/command/equivalents/spell-request";
import { isStoredSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import type { Operation, TxnRequest } from "@etcd-explorer/shared/model/txn";

export function countRequestSecrets(request: SpelledRequest): number {
  if (request.kind === "put") return isSecret(request.request.value);
  return request.kind === "txn" ? countTxnSecrets(request.request) : 0;
}

export function countTxnSecrets({ compare, success, failure }: TxnRequest): number {
  const compared = compare.map((each) => isSecret(each.target === "VALUE" ? each.value : undefined));
  return [...compared, ...[...success, ...failure].map(ofOperation)].reduce((sum, count) => sum + count, 0);
}

function ofOperation(operation: Operation): number {
  if (operation.kind === "txn") return countTxnSecrets(operation.request);
  return operation.kind === "put" ? isSecret(operation.request.value) : 0;
}

function isSecret(value: Uint8Array | undefined): number {
  return value !== undefined && isStoredSecret(value) ? 1 : 0;
}
