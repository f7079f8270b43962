/** `get`, `put`, `del`, `txn` and `watch`. */
import { asValue, decodeUtf8, type Bytes } from "../../../model/bytes.ts";
import { asRevision } from "../../../model/int64.ts";
import { isOpenEnd, type KeyRange } from "../../../model/range.ts";
import { listTxnItems } from "../../../model/txn-path.ts";
import { isLineProblem, type LineProblem } from "../../../txn/text/argify.ts";
import { readBound, readDel, readGet, readPut } from "../../../txn/text/parse-operation.ts";
import { parseTxnText } from "../../../txn/text/parse-txn-text.ts";
import type { Operation, RangeRequest, TxnRequest } from "../../../model/txn.ts";
import type { Json } from "../../../model/json.ts";
import { encodeDeleteRangeRequest, encodePutRequest, encodeRangeRequest } from "../../../wire/requests.ts";
import { encodeTxnRequest } from "../../../wire/txn.ts";
import { formatKey } from "../../../model/key-text.ts";
import { printKeyAnswer, type KeyAnswer } from "../print/print-keys.ts";
import { planWatch } from "./plan-watch.ts";
import { countProblem, type ReadCommand } from "../read/read-command.ts";
import type { Plan } from "./command-context.ts";

/** The plan of a command on keys. */
export function planKeys(read: ReadCommand): Plan | LineProblem {
  switch (read.command.name) {
    case "get":
      return planGet(read);
    case "put":
      return planPut(read);
    case "del":
      return planDel(read);
    case "txn":
      return planTxn(read);
    default:
      return planWatch(read);
  }
}

function ask(path: string, body: Json, kind: KeyAnswer, valueOnly = false): Plan["run"] {
  return async ({ call, print, style }) => print(printKeyAnswer(kind, await call(path, body), style, { valueOnly }));
}

function planGet(read: ReadCommand): Plan | LineProblem {
  const { command, flags, format } = read;
  const problem = countProblem(command, flags, 1, 2);
  if (problem !== undefined) return problem;
  const operation = readGet(flags);
  if (isLineProblem(operation)) return operation;
  if (operation.kind !== "range") throw new Error("not a range request");
  const bounds = readBounds(read);
  if (isLineProblem(bounds)) return bounds;
  if (flags.on.has("count-only") && format !== "fields") {
    return { column: 0, message: "--count-only requires -w fields." };
  }
  const valueOnly = flags.on.has("print-value-only");
  if (valueOnly && format !== "simple") {
    return { column: 0, message: "--print-value-only requires -w simple." };
  }
  const body = encodeRangeRequest({ ...operation.request, ...bounds });
  return { writes: false, run: ask("/v3/kv/range", body, "RangeResponse", valueOnly) };
}

const boundFlags = {
  minCreateRevision: "min-create-rev",
  maxCreateRevision: "max-create-rev",
  minModRevision: "min-mod-rev",
  maxModRevision: "max-mod-rev",
} as const;

type Bounds = Pick<RangeRequest, keyof typeof boundFlags>;

function readBounds({ flags }: ReadCommand): Bounds | LineProblem {
  let bounds: Bounds = {};
  for (const name of ["minCreateRevision", "maxCreateRevision", "minModRevision", "maxModRevision"] as const) {
    const number = readBound(boundFlags[name], flags.text.get(boundFlags[name]));
    if (number === undefined) continue;
    if (typeof number !== "string") return number;
    bounds = { ...bounds, [name]: asRevision(number) };
  }
  return bounds;
}

function planPut({ command, flags, input }: ReadCommand): Plan | LineProblem {
  const problem = countProblem(command, flags, 1, 2);
  if (problem !== undefined) return problem;
  const operation = readPut(withPipedValue(flags, input));
  if (isLineProblem(operation)) return operation;
  if (operation.kind !== "put") throw new Error("not a put request");
  return { writes: true, undoable: true, run: ask("/v3/kv/put", encodePutRequest(operation.request), "PutResponse") };
}

/** Without a value, standard input is the value. */
function withPipedValue(flags: ReadCommand["flags"], input: Bytes | undefined): ReadCommand["flags"] {
  if (input === undefined || flags.words.length !== 1 || flags.on.has("ignore-value")) return flags;
  const end = flags.words[0]?.end ?? 0;
  const value = { bytes: asValue(input), start: end, end, quoted: true };
  return { ...flags, words: [...flags.words, value] };
}

function planDel({ command, flags }: ReadCommand): Plan | LineProblem {
  const problem = countProblem(command, flags, 1, 2);
  if (problem !== undefined) return problem;
  const operation = readDel(flags);
  if (isLineProblem(operation)) return operation;
  if (operation.kind !== "delete") throw new Error("not a delete request");
  const { request } = operation;
  return {
    writes: true,
    risk: describeDeleted(request, flags.on.has("prefix")),
    ...(request.rangeEnd === undefined ? { undoable: true } : { loses: { kind: "keys", range: request } }),
    run: ask("/v3/kv/deleterange", encodeDeleteRangeRequest(request), "DeleteRangeResponse"),
  };
}

function describeDeleted({ key, rangeEnd }: KeyRange, isPrefix: boolean): string {
  if (rangeEnd === undefined) return `Deletes the key ${formatKey(key)}.`;
  if (isOpenEnd(key) && isOpenEnd(rangeEnd)) return "Deletes all keys of this etcd.";
  if (isPrefix) return `Deletes all keys with the prefix ${formatKey(key)}.`;
  const end = isOpenEnd(rangeEnd) ? "" : ` up to, but not including, ${formatKey(rangeEnd)}`;
  return `Deletes all keys from ${formatKey(key)}${end}.`;
}

function planTxn({ command, flags, input }: ReadCommand): Plan | LineProblem {
  const problem = countProblem(command, flags, 0, 0);
  if (problem !== undefined) return problem;
  const text = input === undefined ? undefined : decodeUtf8(input);
  if (text === undefined) {
    return {
      column: 0,
      message: "Enter conditions, THEN and ELSE on the next lines (Shift+Enter), separated by blank lines.",
      needsLines: true,
    };
  }
  const parsed = parseTxnText(text);
  if ("problem" in parsed) {
    const { line, column, message } = parsed.problem;
    return { column, message: `Line ${line + 1}: ${message}` };
  }
  const { request } = parsed;
  const kinds = new Set(operationKinds(request));
  const run: Plan["run"] = async (context) => {
    if (flags.on.has("interactive")) context.print(prompts);
    await ask("/v3/kv/txn", encodeTxnRequest(request), "TxnResponse")(context);
  };
  return {
    writes: kinds.has("put") || kinds.has("delete"),
    ...(kinds.has("delete") ? { risk: "One branch deletes keys." } : {}),
    run,
  };
}

const prompts = ["compares:\n", "success requests (get, put, del):\n", "failure requests (get, put, del):\n"];

function operationKinds(request: TxnRequest): Operation["kind"][] {
  return [...listTxnItems(request)].flatMap((item) => (item.kind === "operation" ? [item.operation.kind] : []));
}
