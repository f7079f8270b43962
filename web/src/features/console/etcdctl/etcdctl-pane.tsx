import { CornerDownLeft, Eraser, Square } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { questionOf } from "#/acts/questions.ts";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { storedCommand } from "@etcd-explorer/shared/command/etcdctl/read/stored-command";
import { useConsoleHistory } from "#/stores/console-history.ts";
import { CommandInput } from "#/features/console/input/command-input.tsx";
import { ConfirmDialog, consoleAct, type ConsoleQuestion } from "#/features/console/input/confirm-dialog.tsx";
import { stepHistory, wantsMoreLines } from "#/features/console/input/console-model.ts";
import { EntryView } from "./entry-view.tsx";
import { useEtcdctl } from "./use-etcdctl.ts";
import { screenPlace } from "#/ui/screen-place.ts";

const none: readonly string[] = [];

/** What is asked before a command is sent. */
interface Asking {
  readonly text: string;
  readonly question: ConsoleQuestion;
}

/** etcdctl's commands, typed and answered as in a terminal. */
export function EtcdctlPane({ version }: { readonly version: string }) {
  const terminal = useEtcdctl(version);
  const readOnly = useReadOnly();
  const { connection, entries, newestRunning, understand, tell, refuse, run, stop, clear } = terminal;
  const history = useConsoleHistory(({ commands }) => commands[connection.id]) ?? none;
  const [text, setText] = useState("");
  const [shown, setShown] = useState<number>();
  const [suggestions, setSuggestions] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState<Asking>();
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const typing = useRef("");

  useEffect(() => {
    // The completions take from the height of what was printed.
    if (entries.length > 0 || suggestions.length > 0) end.current?.scrollIntoView({ block: "end" });
  }, [entries, suggestions]);
  useEffect(() => {
    field.current?.focus();
  }, []);

  const write = (next: string) => {
    setText(next);
    setProblem(undefined);
    setShown(undefined);
  };
  const start = (command: string, confirmed: boolean) => {
    // As in a shell: an empty line is no command, though etcdctl without one prints its help.
    if (command.trim() === "") return;
    const understood = understand(command);
    if (understood.kind === "problem") {
      setProblem(understood.problem.message);
      return;
    }
    if (understood.kind === "help") {
      tell(command, understood.text, "help");
      write("");
      return;
    }
    if (understood.kind === "elsewhere") {
      tell(command, understood.message, "elsewhere", understood.screen);
      write("");
      return;
    }
    const refused = refuse(understood);
    if (refused !== undefined) {
      setProblem(refused);
      return;
    }
    const { plan } = understood;
    if (plan.writes && readOnly !== undefined) {
      setProblem(`${readOnly}. This command may write.`);
      return;
    }
    const act = consoleAct(plan);
    if (act !== undefined && questionOf(act, connection.isProduction) !== "nothing" && !confirmed) {
      const { risk = "It writes to production.", loses, undoable } = plan;
      setAsking({
        text: command,
        question: {
          act,
          variety: understood.name,
          command: (storedCommand(command) ?? "").split("\n", 1)[0] ?? "",
          risk,
          loses,
          undoable,
        },
      });
      return;
    }
    setAsking(undefined);
    write("");
    void run(command, understood);
  };
  const recall = (by: -1 | 1) => {
    const at = shown ?? history.length;
    if (at === history.length) typing.current = text;
    const next = stepHistory(history, at, by);
    setText(history[next] ?? typing.current);
    setProblem(undefined);
    setShown(next);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { key, currentTarget: area } = event;
    const before = text.slice(0, area.selectionStart);
    if (key === "ArrowUp" && !before.includes("\n") && history.length > 0) recall(-1);
    else if (key === "ArrowDown" && !text.slice(area.selectionEnd).includes("\n") && shown !== undefined) recall(1);
    else if (key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (wantsMoreLines(text)) return false;
      start(text, false);
    } else if (isInterrupt(event) && newestRunning !== undefined) stop(newestRunning);
    else return false;
    event.preventDefault();
    return true;
  };

  const stopNewest = () => {
    if (newestRunning !== undefined) stop(newestRunning);
  };
  useAct("console.run", () => start(text, false));
  useAct("console.stop", stopNewest, newestRunning === undefined ? "No command running" : undefined);
  useAct("console.clear", clear, entries.length === 0 ? "No output to clear" : undefined);
  useAct("console.focus", () => field.current?.focus());

  return (
    <div className="flex min-h-0 flex-1 flex-col rounded-[10px] border border-line bg-panel">
      <div
        role="log"
        aria-label="Output"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto px-4 py-3"
      >
        {entries.length === 0 ? (
          <Welcome version={version} />
        ) : (
          entries.map((entry) => (
            <EntryView key={entry.id} connectionId={connection.id} entry={entry} onAgain={write} onStop={stop} />
          ))
        )}
        <div ref={end} />
      </div>
      <div {...screenPlace} data-foot className="flex items-start gap-2 border-t border-line px-4 py-2.5">
        <span aria-hidden="true" className="pt-px font-mono text-accent">
          etcdctl
        </span>
        <CommandInput
          label="Command"
          value={text}
          onChange={write}
          complete={terminal.complete}
          onCompleteFailed={setProblem}
          suggestions={suggestions}
          onSuggest={setSuggestions}
          onKey={onKey}
          invalid={problem !== undefined}
          describedBy="console-problem"
          field={field}
          placeholder="get /config/ --prefix"
          className="flex-1"
        />
        <ActButton act="console.clear" variant="ghost" label={null} icon={<Eraser />} className="-mt-1 w-7 px-0" />
        {newestRunning !== undefined && (
          <ActButton act="console.stop" label="Stop" variant="danger" icon={<Square />} className="-mt-1" />
        )}
        <ActButton act="console.run" label="Run" variant="primary" icon={<CornerDownLeft />} className="-mt-1" />
      </div>
      <p id="console-problem" role="status" className="min-h-[26px] px-4 pb-1.5 text-sm text-muted">
        {problem === undefined ? hint(newestRunning !== undefined) : <span className="text-bad">{problem}</span>}
      </p>
      {asking !== undefined && (
        <ConfirmDialog
          {...asking.question}
          onClose={() => setAsking(undefined)}
          onConfirm={() => start(asking.text, true)}
        />
      )}
    </div>
  );
}

/** Ctrl+C as in a terminal, where it does not copy. */
function isInterrupt({ key, ctrlKey, metaKey, shiftKey, altKey, currentTarget }: KeyboardEvent<HTMLTextAreaElement>) {
  const copies = currentTarget.selectionStart !== currentTarget.selectionEnd || getSelection()?.isCollapsed === false;
  return key.toLowerCase() === "c" && ctrlKey && !metaKey && !shiftKey && !altKey && !copies;
}

function hint(isRunning: boolean): string {
  return isRunning
    ? "Ctrl+C stop newest command · Enter run another"
    : "Tab complete · ↑ history · Shift+Enter new line · Esc, Tab leave";
}

function Welcome({ version }: { readonly version: string }) {
  return (
    <div className="text-muted">
      <p>Commands run and print as in etcdctl {version}. The connection&apos;s permissions and read-only mode apply.</p>
      <p className="mt-1">
        <span className="font-mono text-text">help</span> lists commands ·{" "}
        <span className="font-mono text-text">get --help</span> explains a command ·{" "}
        <span className="font-mono text-text">$&apos;\xff\x00&apos;</span> writes bytes
      </p>
    </div>
  );
}
