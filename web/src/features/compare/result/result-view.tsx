import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import {
  countDifferences,
  factsOn,
  nameOf,
  noDifferences,
  type Difference,
} from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import { CircleCheck, SearchX } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { callsOf } from "#/components/calls-of.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { nothingChosen, toggleAll, type Choice } from "#/features/compare/model/choice.ts";
import { searchOf, type CompareAddress } from "#/features/compare/model/compare-address.ts";
import type { CompareSearch } from "#/features/compare/model/compare-fields.ts";
import { countRules, describeEqual, describeIgnored, describeWritten } from "#/features/compare/model/end-words.ts";
import { formatFilter, parseFilter, showDifferences } from "#/features/compare/model/shown-differences.ts";
import { isWrittenSince } from "#/features/compare/model/written-since.ts";
import { countsOf, type Begun } from "#/features/compare/run/compare-state.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { ChoiceBar } from "./choice-bar.tsx";
import { CompareStatus } from "./compare-status.tsx";
import { DetailPane } from "./detail-pane.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { ResultTools } from "./result-tools.tsx";
import { usePlans } from "./use-plans.ts";

const ExportDialog = lazyDialog(async () => (await import("#/features/compare/output/export-dialog.tsx")).ExportDialog);

interface ResultViewProps {
  readonly state: Begun;
  readonly address: CompareAddress;
  readonly connections: OfSides<Connection>;
  readonly shown: CompareSearch;
  /** What this tab has written since, by `writtenSince`. */
  readonly written: ReadonlySet<string>;
  readonly onShow: (fields: CompareSearch) => void;
  readonly onOpenKey: (connectionId: string, key: Key, at: Revision) => void;
}

/** The differences, the one that is open beside them, and what can be done with those that are selected. */
export function ResultView({ state, address, connections, shown, written, onShow, onOpenKey }: ResultViewProps) {
  const { connection } = useConnected();
  const { found, pinned, pasts } = state;
  const prefixes = { left: address.left.prefix, right: address.right.prefix };
  const delimiters = useDelimiters(connections.left.id);
  const filter = parseFilter(shown);
  const looked = useDeferredValue(filter.find);
  const places = showDifferences(found, { ...filter, find: looked }, { prefixes, delimiters });
  const [chosen, setChosen] = useState<Choice>(nothingChosen);
  const [isExporting, setExporting] = useState(false);
  const [opened, setOpened] = useState<number>();
  const open = opened ?? placeOfKey(found, prefixes, shown.key);
  const detail = useRef<HTMLElement>(null);
  const counts = countsOf(state) ?? { ...noDifferences, same: 0, ignored: 0 };
  const isWhole = state.phase === "ended" && state.result !== undefined;
  useAct(
    "compare.select",
    () => setChosen(toggleAll(chosen, places)),
    places.length === 0 ? "No differences" : undefined,
  );
  const exported = chosen.size > 0 ? [...chosen].toSorted((one, other) => one - other) : places;
  useAct(
    "compare.export",
    () => setExporting(true),
    exported.length === 0 ? "No differences to export" : state.phase === "running" ? "Still comparing" : undefined,
  );
  const selected = [...chosen].toSorted((one, other) => one - other).flatMap((at) => found[at] ?? []);
  const unlisted = selected.length === found.length ? Math.max(0, countDifferences(counts) - found.length) : 0;
  usePlans({ address, connections, pinned, pasts, differences: selected, unlisted });
  const last = found.at(-1);
  const isEqual = isWhole && countDifferences(counts) === 0;
  const status = (
    <CompareStatus
      state={state}
      upTo={last && (factsOn(last, "left") ?? factsOn(last, "right"))?.key}
      written={isEqual ? 0 : written.size}
      ignored={describeIgnored(countRules(address.ignore), state.phase === "ended" ? state.result : undefined)}
    />
  );
  if (isEqual) {
    return (
      <>
        {status}
        <StatePanel
          icon={<CircleCheck className="text-ok" />}
          title={written.size === 0 ? "Both sides are equal" : "Both sides were equal"}
          actions={<ActButton act="compare.start" label="Compare again" variant="primary" showShortcut />}
        >
          {describeEqual(counts.same, { left: pinned.left.revision, right: pinned.right.revision })}
          {written.size > 0 && <p className="mt-1 text-warn">{describeWritten(written.size)}</p>}
        </StatePanel>
      </>
    );
  }
  const show = (at: number) => {
    setOpened(at);
    const difference = found[at];
    if (difference !== undefined) onShow({ key: formatKey(nameOf(difference, prefixes)) });
  };
  const shownDifference = open === undefined ? undefined : found[open];
  return (
    <>
      <ResultTools
        counts={counts}
        folders={state.phase === "ended" ? state.result?.folders : undefined}
        filter={filter}
        onFilter={(next) => onShow(formatFilter(next))}
      />
      {status}
      <div className="flex min-h-0 flex-1 gap-3 max-lg:min-h-[560px] max-lg:flex-col">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-[10px] border border-line bg-panel">
          {places.length === 0 ? (
            <StatePanel
              icon={<SearchX />}
              title={found.length === 0 ? "No differences so far" : "No matches"}
              actions={
                found.length > 0 && (
                  <Button onClick={() => onShow({ kind: undefined, folder: undefined, find: undefined })}>
                    Clear filters
                  </Button>
                )
              }
            >
              {found.length > 0 && "No difference matches the filters."}
            </StatePanel>
          ) : (
            <DifferenceList
              found={found}
              shown={places}
              prefixes={prefixes}
              isSameCluster={connections.left.id === connections.right.id}
              chosen={chosen}
              isOld={(difference) => isWrittenSince(written, difference, prefixes)}
              open={open}
              onChoose={setChosen}
              onOpen={show}
              onLeave={() => detail.current?.focus()}
            />
          )}
        </div>
        {shownDifference === undefined ? (
          <div className="min-h-0 min-w-0 flex-1 rounded-[10px] border border-line">
            <StatePanel icon={<SearchX />} title="No difference open">
              Select a row to compare both values.
            </StatePanel>
          </div>
        ) : (
          <DetailPane
            ref={detail}
            difference={shownDifference}
            prefixes={prefixes}
            connections={connections}
            pinned={pinned}
            onOpenKey={(side, key) => onOpenKey(connections[side].id, key, pinned[side].revision)}
          />
        )}
      </div>
      <ChoiceBar kinds={selected.map(({ kind }) => kind)} listed={found.length} shown={places.length} />
      {isExporting && (
        <ExportDialog
          connectionId={connection.id}
          differences={exported.flatMap((at) => found[at] ?? [])}
          which={chosen.size > 0 ? "selected" : places.length < found.length ? "shown" : "found"}
          calls={{
            left: callsOf(connections.left, pinned.left.revision, pinned.left.revision),
            right: callsOf(connections.right, pinned.right.revision, pinned.right.revision),
          }}
          search={searchOf(address, connection.id)}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}

/** The difference of the key that the address names. */
function placeOfKey(found: readonly Difference[], prefixes: OfSides<Key>, key: string | undefined): number | undefined {
  if (key === undefined) return undefined;
  const at = found.findIndex((difference) => formatKey(nameOf(difference, prefixes)) === key);
  return at === -1 ? undefined : at;
}
