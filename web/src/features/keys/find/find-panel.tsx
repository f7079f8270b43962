import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Found } from "@etcd-explorer/shared/read/find/run-find";
import { Download, Search, SearchX, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { StatePanel } from "#/ui/state-panel.tsx";
import type { VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { FindForm } from "./find-form.tsx";
import { adviseNothing } from "./find-model.ts";
import { FindResults } from "./find-results.tsx";
import { formatFindSearch, parseFindSearch, type FindForm as Form, type FindSearch } from "./find-search.ts";
import { FindStatus } from "./find-status.tsx";
import { useFind, useShownFind } from "./use-find.ts";

interface FindPanelProps {
  readonly search: FindSearch;
  readonly selected: Key | undefined;
  readonly onSearch: (search: FindSearch) => void;
  readonly onOpen: (key: Key) => void;
  readonly onClose: () => void;
  readonly onExport: (found: readonly Found[]) => void;
}

/** The find, in the place of the tree: what is opened from it stands beside it, and it stays as it is. */
export function FindPanel({ search, selected, onSearch, onOpen, onClose, onExport }: FindPanelProps) {
  const initial = parseFindSearch(search);
  const [sought, setSought] = useState(initial);
  // A find that is shown from elsewhere takes the place of what was looked for here.
  const [shownId, setShownId] = useState<number>();
  const shown = useShownFind();
  if (shown !== undefined && shown.id !== shownId) {
    setShownId(shown.id);
    setSought(shown.report.form);
  }
  const find = useFind(sought);
  const { state } = find;
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<VirtualRowsHandle>(null);
  const nowMs = useNow(state.phase === "running");
  const found = state.phase === "running" || state.phase === "ended" ? state.found : nothing;
  const busy = state.phase === "running" || state.phase === "counting";

  const start = (form: Form) => {
    setSought(form);
    onSearch(formatFindSearch(form));
    find.start(form);
  };
  // A link says what to look for: it is counted at once, and runs by itself only where that costs little.
  useEffect(() => {
    if (initial.pattern.text !== "" && !find.isBegun) start(initial);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only what the find was opened with
  }, []);
  useAct("find.open", () => input.current?.select());
  const close = () => {
    find.drop();
    onClose();
  };
  useAct("find.close", close);
  useAct("find.stop", find.stop, busy ? undefined : "No search is running");
  const noneFound = busy ? "No results yet" : "No results";
  useAct("find.export", () => onExport(found), found.length === 0 ? noneFound : undefined);
  useAct("keys.focus", () => list.current?.focus());

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the find from anywhere in it; the act's button does too
    <section
      aria-label="Search"
      className="flex h-full min-h-0 flex-col border-r border-line bg-panel"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        if (busy) find.stop();
        else close();
      }}
    >
      <div className="flex items-center justify-between pt-1.5 pr-1.5 pl-3">
        <h2 className="font-semibold">Search</h2>
        <ActButton act="find.close" variant="ghost" label={null} icon={<X />} className="w-7 px-0" />
      </div>
      <FindForm
        key={shownId}
        ref={input}
        initial={sought}
        busy={busy}
        onFind={start}
        onLeave={() => list.current?.focus()}
      />
      <FindStatus state={state} where={sought.where} nowMs={nowMs} onConfirm={find.confirm} onStop={find.stop} />
      {found.length > 0 ? (
        <FindResults handle={list} found={found} where={sought.where} selected={selected} onOpen={onOpen} />
      ) : (
        <div className="min-h-0 flex-1">
          <Nothing state={state} form={sought} />
        </div>
      )}
      <div className="flex h-[34px] shrink-0 items-center justify-end border-t border-line px-1.5">
        <ActButton act="find.export" variant="ghost" icon={<Download />} />
      </div>
    </section>
  );
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
        Search by text, glob or regular expression. You are asked before a large scan.
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
