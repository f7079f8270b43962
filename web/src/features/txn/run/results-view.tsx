import { useEffect, useRef } from "react";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { hasWritten } from "@etcd-explorer/shared/write/undo/txn-done";
import type { Operation, OperationResponse, TxnRequest, TxnResponse } from "@etcd-explorer/shared/model/txn";
import { shownStart } from "#/lib/formats/shown-start.ts";
import { Badge } from "#/ui/badge.tsx";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";

export interface Committed {
  readonly request: TxnRequest;
  readonly response: TxnResponse;
  readonly durationMs: number;
  /** Whether it can be taken back. */
  readonly undoable: boolean;
}

/**
 * What etcd answered to a commit: which branch ran, and what became of each operation in it. It comes into sight when it
 * is first shown: give each commit a React key of its own.
 */
export function ResultsView({ request, response, durationMs, undoable }: Committed) {
  const { succeeded, header } = response;
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    shown.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section ref={shown} aria-label="Result" className="rounded-[10px] border border-line bg-panel p-3">
      <h2 className="flex items-center gap-2 font-semibold">
        <Badge tone={succeeded ? "ok" : "warn"}>{succeeded ? "THEN ran" : "ELSE ran"}</Badge>
        {describeConditions(request.compare.length, succeeded)}
      </h2>
      <p className="mt-1 text-sm text-muted">
        {header === undefined ? "" : `${revisionWords(response)} ${formatGrouped(header.revision)} · `}
        {durationMs.toFixed(1)} ms{undoable ? " · can be undone" : ""}
      </p>
      <Answers request={request} response={response} />
    </section>
  );
}

function describeConditions(count: number, held: boolean): string {
  if (count === 0) return "No conditions";
  if (count === 1) return held ? "The condition held" : "The condition did not hold";
  return held ? "All conditions held" : "Not all conditions held";
}

function revisionWords(response: TxnResponse): string {
  return hasWritten(response) ? "Revision" : "Nothing was written. Read at revision";
}

function Answers({ request, response }: Pick<Committed, "request" | "response">) {
  const operations = response.succeeded ? request.success : request.failure;
  if (operations.length === 0) return <p className="mt-2 text-muted">No operations in this branch</p>;
  return (
    <ol className="mt-2 flex flex-col gap-1.5">
      {operations.map((operation, at) => {
        const answer = response.responses[at];
        // oxlint-disable-next-line react/no-array-index-key -- an answer is known by its place
        return <li key={at}>{answer !== undefined && <Answer operation={operation} answer={answer} />}</li>;
      })}
    </ol>
  );
}

function Answer({ operation, answer }: { readonly operation: Operation; readonly answer: OperationResponse }) {
  switch (answer.kind) {
    case "put": {
      const { prevKv } = answer.response;
      const words = prevKv === undefined ? "written" : `overwrote version ${formatGrouped(prevKv.version)}`;
      return <Line verb="PUT" operation={operation} words={words} kvs={prevKv === undefined ? [] : [prevKv]} before />;
    }
    case "range": {
      const { kvs, count, more } = answer.response;
      const words = `${formatGrouped(count)} ${count === "1" ? "key" : "keys"}${more ? `, first ${kvs.length} returned` : ""}`;
      return <Line verb="GET" operation={operation} words={words} kvs={kvs} />;
    }
    case "delete": {
      const { deleted, prevKvs } = answer.response;
      const words = `${formatGrouped(deleted)} ${deleted === "1" ? "key" : "keys"} deleted`;
      return <Line verb="DEL" operation={operation} words={words} kvs={prevKvs} before />;
    }
    case "txn":
      return (
        <div className="rounded-md border border-line p-2">
          <Badge tone="plain">TXN</Badge> {answer.response.succeeded ? "THEN ran" : "ELSE ran"}
          {operation.kind === "txn" && <Answers request={operation.request} response={answer.response} />}
        </div>
      );
    default:
      return answer satisfies never;
  }
}

interface LineProps {
  readonly verb: string;
  readonly operation: Operation;
  readonly words: string;
  readonly kvs: readonly KeyValue[];
  /** The keys are as they were before. */
  readonly before?: boolean;
}

const rowHeight = 22;
const mostRows = 8;

function Line({ verb, operation, words, kvs, before = false }: LineProps) {
  const key = operation.kind === "txn" ? "" : formatKey(operation.request.key);
  return (
    <div className="min-w-0 rounded-md border border-line bg-raised px-2 py-1">
      <p className="flex items-baseline gap-2">
        <span className="font-mono text-sm font-semibold">{verb}</span>
        <span className="min-w-0 truncate font-mono text-sm">{key}</span>
        <span className="ml-auto shrink-0 text-sm text-muted">{words}</span>
      </p>
      {kvs.length > 0 && (
        <VirtualRows
          role="group"
          aria-label={before ? `Previous values at ${key}` : `Values read at ${key}`}
          tabIndex={0}
          className="mt-1 overflow-auto border-t border-line pt-1 font-mono text-sm"
          style={{ height: Math.min(kvs.length, mostRows) * rowHeight + 6 }}
          count={kvs.length}
          rowHeight={rowHeight}
          renderRow={(index) => {
            const kv = kvs[index];
            return kv === undefined ? null : <KvLine kv={kv} before={before} />;
          }}
        />
      )}
    </div>
  );
}

const shownBytes = 200;

function KvLine({ kv, before }: { readonly kv: KeyValue; readonly before: boolean }) {
  const value = shownStart(kv.value, shownBytes);
  return (
    <div className="flex h-[22px] gap-3 whitespace-nowrap">
      <span className="shrink-0 text-muted">
        {before ? "was " : ""}
        {formatKey(kv.key)}
      </span>
      <span className="min-w-0 truncate">{value.replaceAll(/\s+/g, " ")}</span>
      <span className="ml-auto shrink-0 font-sans text-muted">
        {formatBytes(kv.value.length)} · v{kv.version}
        {kv.lease === noLease ? "" : ` · lease ${formatLeaseHex(kv.lease)}`}
      </span>
    </div>
  );
}
