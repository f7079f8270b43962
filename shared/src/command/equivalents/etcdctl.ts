/** A request as an etcdctl command for a POSIX shell, or why etcdctl has none. */
import { decodeUtf8, type Bytes } from "../../model/bytes.ts";
import type { Operation, PutRequest, TxnRequest } from "../../model/txn.ts";
import { formatTxnPath } from "../../model/txn-path.ts";
import { isObstacle, joinWords, leaseArgument, type EtcdctlWords } from "../../txn/text/etcdctl-words.ts";
import { formatTxnText, operationWords } from "../../txn/text/format-txn-text.ts";
import { chosenId, type EquivalentRequest, type LeaseCall } from "./request.ts";
import { fitsWord, hereDocument, printfFormat, quoteSh } from "../shell/sh-quote.ts";
import { passwordVariable, type Equivalent, type EquivalentTarget } from "./target.ts";

/**
 * The etcdctl command with the same effect. What cannot stand in a command line (bytes that are no text, control
 * characters, very long values) goes by standard input, which etcdctl reads without loss.
 */
export function formatEtcdctl(request: EquivalentRequest, target: EquivalentTarget): Equivalent {
  switch (request.kind) {
    case "range":
    case "put":
    case "delete":
      return formatOperationCommand(request, target);
    case "txn":
      return formatTxnCommand(request.request, target, []);
    case "lease-grant":
    case "lease-revoke":
    case "lease-keepalive":
    case "lease-timetolive":
    case "lease-list":
      return formatLease(request, target);
    default:
      return request satisfies never;
  }
}

/** `etcdctl` with the flags of the connection. The password is a variable, and not in the list of processes either. */
export function etcdctlProgram(target: EquivalentTarget): {
  readonly command: string;
  readonly notes: readonly string[];
} {
  const { endpoints, user } = target;
  const flags = [
    ...(endpoints.length === 0 ? [] : [`--endpoints=${endpoints.join(",")}`]),
    ...(user === "" ? [] : [`--user=${user}`]),
  ];
  const variable = user === "" ? [] : [`ETCDCTL_PASSWORD="$${passwordVariable}"`];
  const notes = [
    ...(endpoints.length === 0 ? ["Set ETCDCTL_ENDPOINTS first."] : []),
    ...(user === "" ? [] : [`Set ${passwordVariable} to the password first.`]),
    ...(endpoints.some((endpoint) => endpoint.startsWith("https:"))
      ? ["For a private CA or a client certificate, add --cacert, --cert and --key."]
      : []),
  ];
  return { command: [...variable, "etcdctl", ...flags.map(quoteSh)].join(" "), notes };
}

function formatOperationCommand(operation: Exclude<Operation, { kind: "txn" }>, target: EquivalentTarget): Equivalent {
  const words = operationWords(operation);
  if (isObstacle(words)) return { unavailable: words.obstacle };
  const { command, notes } = etcdctlProgram(target);
  if (words.arguments.every(fitsWord))
    return { text: `${command} ${shellWords(words)}`, notes: [...notes, ...wordsNotes(words)] };
  const piped = operation.kind === "put" ? pipedPut(operation.request, words, command) : undefined;
  if (piped !== undefined) return { text: piped, notes };
  const alone: TxnRequest = { compare: [], success: [operation], failure: [] };
  return formatTxnCommand(alone, target, ["The key is not plain text, so this is a transaction with one operation."]);
}

function shellWords(words: EtcdctlWords): string {
  // etcdctl prints a count only in this form, and else ends with an error.
  const fields = words.flags.includes("--count-only") ? ["--write-out=fields"] : [];
  return joinWords({ ...words, flags: [...words.flags, ...fields] }, quoteBytes);
}

function quoteBytes(bytes: Bytes): string {
  return quoteSh(decodeUtf8(bytes) ?? "");
}

/** A put whose value comes through a pipe; undefined where it is the key that cannot stand in a command line. */
function pipedPut(request: PutRequest, words: EtcdctlWords, command: string): string | undefined {
  const { key, value } = request;
  if (value === undefined || !fitsWord(key)) return undefined;
  return `printf ${printfFormat(value)} | ${command} ${joinWords({ ...words, arguments: [key] }, quoteBytes)}`;
}

function wordsNotes(words: EtcdctlWords): string[] {
  const waits = words.verb === "del" && words.arguments.length > 1;
  return [
    ...(waits ? ["etcdctl 3.5 and later waits two seconds before deleting a range that is not a prefix."] : []),
    ...(words.flags.includes("--count-only") ? [countNote] : []),
  ];
}

const countNote = "--count-only requires etcdctl 3.5 or later.";

function formatTxnCommand(request: TxnRequest, target: EquivalentTarget, more: readonly string[]): Equivalent {
  const formatted = formatTxnText(request);
  if ("obstacles" in formatted) {
    return {
      unavailable: formatted.obstacles.map(({ path, message }) => `${formatTxnPath(path)}: ${message}`).join("\n"),
    };
  }
  const { command, notes } = etcdctlProgram(target);
  const counts = [...request.success, ...request.failure].some(
    (operation) => operation.kind === "range" && operation.request.countOnly === true,
  );
  const all = [...notes, ...more, ...(counts ? [countNote] : [])];
  return { text: hereDocument(`${command} txn`, formatted.text), notes: all };
}

function formatLease(call: LeaseCall, target: EquivalentTarget): Equivalent {
  const { command, notes } = etcdctlProgram(target);
  const done = (words: string): Equivalent => ({ text: `${command} lease ${words}`, notes });
  switch (call.kind) {
    case "lease-grant":
      if (chosenId(call) !== undefined) return { unavailable: "With etcdctl, etcd chooses the lease ID." };
      return done(`grant ${call.ttl}`);
    case "lease-revoke":
      return done(`revoke ${leaseArgument(call.id)}`);
    case "lease-keepalive":
      return done(`keep-alive --once ${leaseArgument(call.id)}`);
    case "lease-timetolive":
      return done(`timetolive ${leaseArgument(call.id)}${call.keys === true ? " --keys" : ""}`);
    case "lease-list":
      return done("list");
    default:
      return call satisfies never;
  }
}
