import { equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Found } from "@etcd-explorer/shared/read/find/run-find";
import { Download, Search, SearchX, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useMarksText, type SearchedText } from "#/components/searched-text.ts";
import { StatePanel } from "#/ui/state-panel.tsx";
import type { VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import type { FindField, Sought } from "./use-find-field.ts";
import { adviseNothing } from "./find-model.ts";
import { FindOptions } from "./find-options.tsx";
import { FindResults } from "./find-results.tsx";
import { problemOf, type FindForm as Form } from "./find-search.ts";
import { FindStatus } from "./find-status.tsx";
import { isSameFind } from "./find-job.ts";
import { useFind } from "./use-find.ts";

interface FindPanelProps {
  readonly find: FindField;
  readonly selected: Key | undefined;
  readonly onOpen: (key: Key) => void;
  readonly onClose: () => void;
  readonly onExport: (found: readonly Found[]) => void;
  /** What can be done with what is selected. */
  readonly selection: ReactNode;
}

/** The find, in the place of the tree: what is opened from it stands beside it, and it stays as it is. */
export function FindPanel({ find: field, selected, onOpen, onClose, onExport, selection }: FindPanelProps) {
  const { connection } = useConnected();
  const { form, sought } = field;
  const find = useFind(sought.form);
  const { state } = find;
  const list = useRef<VirtualRowsHandle>(null);
  const nowMs = useNow(state.phase === "running");
  const found = state.phase === "running" || state.phase === "ended" ? state.found : nothing;
  const busy = state.phase === "running" || state.phase === "counting";

  // A link says what to look for: it is counted at once, and runs by itself only where that costs little.
  const begin = useEffectEvent(({ form: wanted, isAsked }: Sought) => {
    if (problemOf(wanted) !== undefined) {
      // What was found before is not what is looked for now; what runs in the background is left alone.
      if (isAsked) find.drop();
    } else if (isAsked || !find.isBegun) {
      find.start(wanted);
    }
  });
  useEffect(() => {
    begin(sought);
  }, [sought]);
  useMarksText(connection.id, textToMark(sought.form, found, selected));
  const close = () => {
    find.drop();
    onClose();
  };
  useAct("find.close", close);
  useAct("find.stop", find.stop, busy ? undefined : "No search is running");
  const noneFound = busy ? "No results yet" : "No results";
  useAct("find.export", () => onExport(found), found.length === 0 ? noneFound : undefined);
  useAct("keys.focus", () => list.current?.focus());
  useAct(
    "keys.refresh",
    () => find.start(sought.form),
    sought.form.pattern.text === "" ? "No search to repeat" : undefined,
  );

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the find from anywhere in it; the act's button does too
    <section
      aria-label="Search"
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        if (busy) find.stop();
        else close();
      }}
    >
      <FindOptions find={field} busy={busy} />
      <FindStatus
        state={state}
        where={sought.form.where}
        nowMs={nowMs}
        onConfirm={find.confirm}
        onGoOn={find.goOn}
        onStop={find.stop}
      />
      {(found.length > 0 || state.phase === "ended") && !isSameFind(form, sought.form) && (
        <p className="border-b border-line bg-warn-bg px-3 py-1 text-sm break-words text-warn">
          Results for “<span className="font-mono">{sought.form.pattern.text}</span>”. Press Enter to search again.
        </p>
      )}
      {found.length > 0 ? (
        <FindResults handle={list} found={found} where={sought.form.where} selected={selected} onOpen={onOpen} />
      ) : (
        <div className="min-h-0 flex-1">
          <Nothing state={state} form={sought.form} />
        </div>
      )}
      {selection}
      <div className="flex h-[34px] shrink-0 items-center justify-between border-t border-line px-1.5">
        <ActButton act="find.export" variant="ghost" icon={<Download />} />
        <ActButton act="find.close" variant="ghost" label={null} icon={<X />} className="w-7 px-0" />
      </div>
    </section>
  );
}

/**
 * What an open value marks. A regular expression might take for ever there, where it cannot be stopped: of those, and of
 * globs, the text is marked that was found.
 */
function textToMark({ pattern }: Form, found: readonly Found[], selected: Key | undefined): SearchedText | undefined {
  if (pattern.kind === "text") return pattern.text === "" ? undefined : pattern;
  const row = selected && found.find(({ key, place }) => place === "values" && equalBytes(key, selected));
  return row && { text: row.excerpt.match.replace(/…$/, ""), ignoreCase: false };
}

const nothing: readonly Found[] = [];

interface NothingProps {
  readonly state: ReturnType<typeof useFind>["state"];
  /** What was looked for. */
  readonly form: Form;
}

function Nothing({ state, form }: NothingProps) {
  if (state.phase === "idle") {
    return (
      <StatePanel icon={<Search />} title="Search keys and values">
        Type a part of a name or value, then press Enter. You are asked before a large scan.
      </StatePanel>
    );
  }
  if (state.phase !== "ended" || state.ending !== "done") return null;
  return (
    <StatePanel icon={<SearchX />} title="No matches">
      {adviseNothing(form)}
    </StatePanel>
  );
}

/** The time, twice a second while `running`. */
function useNow(running: boolean): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = running ? setInterval(() => setNowMs(performance.now()), 500) : undefined;
    return () => clearInterval(timer);
  }, [running]);
  return nowMs;
}
