import { useMutation, useQueryClient } from "@tanstack/react-query";
import { describeAnswer } from "@etcd-explorer/shared/command/api-table/decoded-answer";
import { completeBody, completePath } from "@etcd-explorer/shared/command/api-table/raw-completion";
import { fieldsOf } from "@etcd-explorer/shared/command/api-table/messages";
import { operationAt } from "@etcd-explorer/shared/command/api-table/operations";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { Send, Square } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { questionOf } from "#/acts/questions.ts";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { failureIn } from "#/api/client/answer-failure.ts";
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import { placeOf } from "#/lib/formats/text-place.ts";
import { recordWritten } from "#/stores/write-history.ts";
import { rememberRequest, useConsoleHistory, type RawRequest } from "#/stores/console-history.ts";
import { CommandInput } from "#/features/console/input/command-input.tsx";
import { ConfirmDialog, consoleAct, type ConsoleQuestion } from "#/features/console/input/confirm-dialog.tsx";
import { writtenByRequest, type RequestEnd } from "#/features/console/input/console-written.ts";
import { stepHistory } from "#/features/console/input/console-model.ts";
import { RawAnswer } from "./raw-answer.tsx";
import { keptRequest, readRequest, type ReadyRequest, type RequestProblem } from "./raw-model.ts";
import { useGateway } from "#/features/console/etcdctl/use-etcdctl.ts";
import { screenPlace } from "#/ui/screen-place.ts";

const none: readonly RawRequest[] = [];
const start: RawRequest = { path: "/v3/kv/range", body: '{\n  "key": b"/",\n  "range_end": prefix,\n  "limit": 5\n}' };

/** Any path of the gateway with a body, and the answer twice: as people read it, and as it came. */
export function RawPane({ version }: { readonly version: string }) {
  const { connection } = useConnected();
  const readOnly = useReadOnly();
  const gateway = useGateway();
  const queryClient = useQueryClient();
  const history = useConsoleHistory(({ requests }) => requests[connection.id]) ?? none;
  const [request, setRequest] = useState<RawRequest>(() => history.at(-1) ?? start);
  const [shown, setShown] = useState<number>();
  const [pathOptions, setPathOptions] = useState<readonly string[]>([]);
  const [bodyOptions, setBodyOptions] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState<{ readonly sent: ReadyRequest; readonly question: ConsoleQuestion }>();
  const path = useRef<HTMLTextAreaElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const ready = readRequest(request, version);
  const operation = operationAt(request.path.trim());
  const problem = "problem" in ready ? describeProblem(ready, request.body) : undefined;
  useEffect(() => {
    path.current?.focus();
  }, []);

  const record = (sent: ReadyRequest, end: RequestEnd) => {
    const written = writtenByRequest(sent.path, sent.json, end);
    if (written !== undefined) recordWritten(connection, written);
  };
  const send = useMutation({
    mutationFn: async ({ sent, stop }: { readonly sent: ReadyRequest; readonly stop: AbortController }) => {
      rememberRequest(connection.id, keptRequest(request));
      setShown(undefined);
      const answer = await gateway.post(sent.path, sent.json, { signal: stop.signal });
      const decoded = describeAnswer(sent.operation.answer, answer.parsed);
      if (sent.writes) {
        record(sent, { answer: answer.parsed, failure: failureIn(answer) });
        await refreshAfterWrites(queryClient, connection.id);
      }
      return { answer, decoded };
    },
    onError: (error, { sent, stop }) => {
      if (sent.writes) record(sent, { failure: failureOf(error), wasStopped: stop.signal.aborted });
    },
  });
  const refusal =
    problem ??
    ("writes" in ready && ready.writes && readOnly !== undefined ? `${readOnly}. This request may write.` : undefined);
  const run = () => {
    if ("problem" in ready) return;
    const act = consoleAct(ready);
    if (act === undefined || questionOf(act, connection.isProduction) === "nothing") {
      send.mutate({ sent: ready, stop: new AbortController() });
      return;
    }
    const { path: to, risk = "It writes to production.", loses } = ready;
    setAsking({ sent: ready, question: { act, variety: to, command: `POST ${to}`, risk, loses } });
  };
  const recall = (by: -1 | 1) => {
    const next = stepHistory(history, shown ?? history.length, by);
    const found = history[next];
    if (found === undefined) return;
    setRequest(found);
    setShown(next);
  };
  const onPathKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (event.ctrlKey || event.metaKey) return false;
    if (event.key === "Enter") body.current?.focus();
    else if (event.key === "ArrowUp") recall(-1);
    else if (event.key === "ArrowDown") recall(1);
    else return false;
    event.preventDefault();
    return true;
  };
  useAct("console.run", run, refusal ?? (send.isPending ? "Request in progress" : undefined));
  useAct("console.stop", () => send.variables?.stop.abort(), send.isPending ? undefined : "No request running");
  useAct("console.focus", () => path.current?.focus());

  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)] gap-3.5 max-md:grid-cols-1 max-md:grid-rows-2">
      <section aria-label="Request" className="flex min-h-0 flex-col rounded-[10px] border border-line bg-panel">
        <div {...screenPlace} className="flex items-start gap-2 border-b border-line px-3 py-2">
          <span className="pt-px font-mono text-muted">POST</span>
          <CommandInput
            label="Path"
            value={request.path}
            onChange={(next) => setRequest({ ...request, path: next.replaceAll("\n", "") })}
            complete={(before) => Promise.resolve(completePath(before))}
            suggestions={pathOptions}
            onSuggest={setPathOptions}
            onKey={onPathKey}
            invalid={operation === undefined}
            describedBy="raw-problem"
            field={path}
            className="flex-1"
          />
          {send.isPending ? (
            <ActButton act="console.stop" label="Stop" variant="danger" icon={<Square />} className="-mt-1" />
          ) : (
            <ActButton act="console.run" label="Send" variant="primary" icon={<Send />} className="-mt-1" />
          )}
        </div>
        <CommandInput
          label="Body"
          value={request.body}
          onChange={(next) => setRequest({ ...request, body: next })}
          complete={(before) => Promise.resolve(completeBody(operation?.request ?? "Empty", before))}
          suggestions={bodyOptions}
          onSuggest={setBodyOptions}
          invalid={"at" in ready}
          describedBy="raw-problem"
          field={body}
          placeholder="{}"
          className="min-h-0 flex-1 px-3 py-2"
        />
        <div id="raw-problem" role="status" className="border-t border-line px-3 py-2 text-sm text-muted">
          {refusal !== undefined && <p className="text-bad">{refusal}</p>}
          {operation !== undefined && (
            <>
              <p>{operation.about}.</p>
              <p className="mt-1 font-mono break-words">{fieldList(operation.request)}</p>
            </>
          )}
          <p className="mt-1">
            Tab complete · <span className="font-mono">b&quot;\xff\x00&quot;</span> bytes · ↑ path history · Esc, Tab
            leave
          </p>
        </div>
      </section>
      <RawAnswer
        to={send.variables?.sent.path}
        decoded={send.data?.decoded}
        answer={send.data?.answer}
        isWaiting={send.isPending}
        failure={send.isError ? failureOf(send.error) : undefined}
        writes={send.variables?.sent.writes === true}
        wasStopped={send.isError && send.variables.stop.signal.aborted}
      />
      {asking !== undefined && (
        <ConfirmDialog
          {...asking.question}
          onClose={() => setAsking(undefined)}
          onConfirm={() => {
            setAsking(undefined);
            send.mutate({ sent: asking.sent, stop: new AbortController() });
          }}
        />
      )}
    </div>
  );
}

/** With its line and column where it is in the body. */
function describeProblem({ problem, at }: RequestProblem, body: string): string {
  if (at === undefined) return problem;
  const { line, column } = placeOf(body, at);
  return `Line ${line}, column ${column}: ${problem}`;
}

function fieldList(message: string): string {
  const fields = [...fieldsOf(message)].map(([name, type]) => {
    const kind = type.kind === "enum" ? type.words.join("|") : type.kind === "message" ? "{…}" : type.kind;
    return `${name}: ${type.isList ? `[${kind}]` : kind}`;
  });
  return fields.length === 0 ? "No fields" : fields.join(" · ");
}
