/** A request as Go code against `go.etcd.io/etcd/client/v3`, in gofmt's shape: statements that use `ctx` and `cli`. */
import { quoteGo } from "../../model/go-string.ts";
import type { Compare, Operation, TxnRequest } from "../../model/txn.ts";
import { compareSigns } from "../../txn/text/format-txn-text.ts";
import { deleteArguments, getArguments, goLease, putArguments } from "./go-options.ts";
import { chosenId, type EquivalentRequest } from "./request.ts";
import type { Equivalent } from "./target.ts";

const notes = [
  'import clientv3 "go.etcd.io/etcd/client/v3"; ctx is a context.Context, cli a *clientv3.Client.',
] as const;

/** The statements; `resp` is the answer. */
export function formatGo(request: EquivalentRequest): Equivalent {
  if (request.kind === "lease-grant" && chosenId(request) !== undefined) {
    return { unavailable: "With clientv3's Grant, etcd chooses the lease ID." };
  }
  return { text: `resp, err := cli.${expression(request)}`, notes };
}

function expression(request: EquivalentRequest): string {
  switch (request.kind) {
    case "range":
      return `Get(${["ctx", ...getArguments(request.request)].join(", ")})`;
    case "put":
      return `Put(${["ctx", ...putArguments(request.request)].join(", ")})`;
    case "delete":
      return `Delete(${["ctx", ...deleteArguments(request.request)].join(", ")})`;
    case "txn":
      return formatTxn(request.request);
    case "lease-grant":
      return `Grant(ctx, ${request.ttl})`;
    case "lease-revoke":
      return `Revoke(ctx, ${goLease(request.id)})`;
    case "lease-keepalive":
      return `KeepAliveOnce(ctx, ${goLease(request.id)})`;
    case "lease-timetolive":
      return `TimeToLive(ctx, ${goLease(request.id)}${request.keys === true ? ", clientv3.WithAttachedKeys()" : ""})`;
    case "lease-list":
      return "Leases(ctx)";
    default:
      return request satisfies never;
  }
}

function formatTxn({ compare, success, failure }: TxnRequest): string {
  const parts = [
    ["If", compare.map(formatCompare)],
    ["Then", success.map((operation) => formatOperation(operation, "\t\t"))],
    ["Else", failure.map((operation) => formatOperation(operation, "\t\t"))],
  ] as const;
  const calls = parts
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => `${name}(\n${items.map((item) => `\t\t${item},\n`).join("")}\t)`);
  return ["Txn(ctx)", ...calls, "Commit()"].join(".\n\t");
}

function formatCompare(compare: Compare): string {
  const { name, operand } = operandOf(compare);
  const text = `clientv3.Compare(clientv3.${name}(${quoteGo(compare.key)}), "${compareSigns[compare.result]}", ${operand})`;
  return compare.rangeEnd === undefined ? text : `${text}.WithRange(${quoteGo(compare.rangeEnd)})`;
}

function operandOf(compare: Compare): { readonly name: string; readonly operand: string } {
  switch (compare.target) {
    case "VERSION":
      return { name: "Version", operand: compare.version };
    case "CREATE":
      return { name: "CreateRevision", operand: compare.createRevision };
    case "MOD":
      return { name: "ModRevision", operand: compare.modRevision };
    case "VALUE":
      return { name: "Value", operand: quoteGo(compare.value) };
    case "LEASE":
      return { name: "LeaseValue", operand: `clientv3.LeaseID(${goLease(compare.lease)})` };
    default:
      return compare satisfies never;
  }
}

function formatOperation(operation: Operation, indent: string): string {
  switch (operation.kind) {
    case "range":
      return `clientv3.OpGet(${getArguments(operation.request).join(", ")})`;
    case "put":
      return `clientv3.OpPut(${putArguments(operation.request).join(", ")})`;
    case "delete":
      return `clientv3.OpDelete(${deleteArguments(operation.request).join(", ")})`;
    case "txn":
      return formatNested(operation.request, indent);
    default:
      return operation satisfies never;
  }
}

function formatNested({ compare, success, failure }: TxnRequest, indent: string): string {
  const inner = `${indent}\t`;
  const list = (type: string, items: readonly string[]): string =>
    items.length === 0
      ? "nil"
      : `[]clientv3.${type}{\n${items.map((item) => `${inner}\t${item},\n`).join("")}${inner}}`;
  const lists = [
    list("Cmp", compare.map(formatCompare)),
    list(
      "Op",
      success.map((operation) => formatOperation(operation, `${inner}\t`)),
    ),
    list(
      "Op",
      failure.map((operation) => formatOperation(operation, `${inner}\t`)),
    ),
  ];
  return `clientv3.OpTxn(\n${lists.map((text) => `${inner}${text},\n`).join("")}${indent})`;
}
