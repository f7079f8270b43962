import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { FileDiff, Group, Search, Trash2, X } from "lucide-react";
import { useRef, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { keysOf } from "#/acts/act-words.ts";
import { useAct } from "#/acts/use-act.ts";
import { runAct } from "#/acts/registry.ts";
import { formatCount } from "#/lib/format.ts";
import { useNarrow } from "#/lib/use-narrow.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { nameOf } from "./model/watch-spec.ts";
import type { SessionView } from "./state/session-view.ts";
import type { WatchPlace } from "./use-watch-place.ts";

interface WatchFiltersProps {
  readonly place: WatchPlace;
  readonly view: SessionView;
}

/** Which events are shown and how, and whether the list is complete. */
export function WatchFilters({ place, view }: WatchFiltersProps) {
  const input = useRef<HTMLInputElement>(null);
  const narrow = useNarrow();
  const [typed, setTyped] = useState(place.find);
  const [from, setFrom] = useState(place.find);
  // A link, or the way back, may say something else.
  if (place.find !== from) {
    setFrom(place.find);
    setTyped(place.find);
  }
  useAct("watch.find", () => input.current?.select());
  const find = (text: string) => {
    setTyped(text);
    setFrom(text);
    place.show({ find: text });
  };
  const type = (wanted: "put" | "delete") => (
    <Button
      aria-pressed={place.type === wanted}
      title={place.type === wanted ? "Show puts and deletes" : `Show only ${wanted}s`}
      onClick={() => place.show({ type: place.type === wanted ? undefined : wanted })}
    >
      {wanted === "put" ? "Puts" : "Deletes"}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 pb-2.5 max-md:px-3">
      <div className="relative max-w-80 flex-1 basis-60 max-md:max-w-none max-md:basis-full">
        <Search className="pointer-events-none absolute top-1.5 left-2.5 size-4 text-muted" />
        <input
          ref={input}
          aria-label="Find in keys and values"
          placeholder="Find in keys and values"
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => find(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && typed !== "") find("");
            else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "Escape") runAct("watch.list");
            else return;
            event.preventDefault();
          }}
          className="h-7 w-full rounded-md border border-line bg-bg pr-8 pl-8 font-mono placeholder:font-sans"
        />
        <span className="absolute top-0.5 right-1 flex h-6 items-center text-muted">
          {typed === "" ? (
            <span className="pr-1 max-md:hidden">
              <Kbd>{keysOf("watch.find")}</Kbd>
            </span>
          ) : (
            <Button variant="ghost" aria-label="Clear search" className="h-6 w-6 px-0" onClick={() => find("")}>
              <X />
            </Button>
          )}
        </span>
      </div>
      {type("put")}
      {type("delete")}
      <ActButton
        act="watch.changes"
        label={narrow ? null : "Show changes"}
        icon={<FileDiff />}
        pressed={place.opensAll}
      />
      <ActButton act="watch.group" label={narrow ? null : "Group by key"} icon={<Group />} pressed={place.byKey} />
      <ActButton act="watch.clear" label={narrow ? null : "Clear"} variant="ghost" icon={<Trash2 />} />
      <span role="status" className="ml-auto flex min-w-0 flex-wrap items-center gap-2 max-md:ml-0">
        {view.isPaused && (
          <Badge tone="warn">
            Paused{view.backlog > 0 && ` · ${formatCount(formatGrouped(view.backlog), "new event", "new events")}`}
          </Badge>
        )}
        <Complete view={view} />
      </span>
    </div>
  );
}

function Complete({ view: { completeTo, entries } }: Pick<WatchFiltersProps, "view">) {
  if (completeTo !== undefined) {
    const last = entries.find(({ status }) => status.kind === "live" && status.completeTo === completeTo);
    const confirmed = last && `Confirmed by etcd for ${nameOf(last.spec.shape)}.`;
    // Rows of another watch may be newer than what a quiet one has told.
    const isAhead = entries.some(({ status }) => status.kind === "live" && status.completeTo !== completeTo);
    const revision = formatGrouped(completeTo);
    return (
      <span title={confirmed && `${confirmed} It confirms quiet watches every 10 minutes.`}>
        <Badge tone="ok">
          {isAhead ? `All watches complete up to revision ${revision}` : `Complete up to revision ${revision}`}
        </Badge>
      </span>
    );
  }
  const ahead = entries.find(({ status }) => status.kind === "ahead")?.status;
  if (ahead?.kind === "ahead" && entries.every(({ status }) => status.kind === "ahead")) {
    return <Badge tone="plain">Waiting for revision {formatGrouped(ahead.from)}</Badge>;
  }
  const away = entries.filter(({ status }) => status.kind !== "live" && status.kind !== "ahead").length;
  const isOpening = entries.every(({ status: { kind } }) => kind === "live" || kind === "opening" || kind === "ahead");
  if (isOpening) return <Badge tone="plain">Opening…</Badge>;
  return <Badge tone="warn">Incomplete: {formatCount(String(away), "watch is", "watches are")} not live</Badge>;
}
