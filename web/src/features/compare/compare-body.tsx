import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import { Diff, Plug, Square } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { formatDuration } from "#/lib/format.ts";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { isOneSide, type CompareAddress, type SideAddress, type SideProblems } from "./model/compare-address.ts";
import type { CompareSearch } from "./model/compare-fields.ts";
import { sideLetters } from "./model/side-words.ts";
import { ResultView } from "./result/result-view.tsx";
import type { Comparison } from "./run/use-compare.ts";
import { AskSide } from "./sides/ask-side.tsx";
import type { SideConnection } from "./sides/side-connection.ts";
import { SideFailurePanel } from "./sides/side-failure.tsx";

interface CompareBodyProps {
  readonly address: CompareAddress;
  readonly problems: SideProblems;
  readonly connections: OfSides<SideConnection | undefined>;
  readonly comparison: Comparison;
  readonly shown: CompareSearch;
  /** What this tab has written since, by `writtenSince`. */
  readonly written: ReadonlySet<string>;
  readonly onShow: (fields: CompareSearch) => void;
  readonly onChange: (address: CompareAddress) => void;
  readonly onOpenKey: (connectionId: string, key: Key, at: Revision) => void;
}

/** What stands below the sides: what is missing, what it costs, how far it is, or the result. */
export function CompareBody(props: CompareBodyProps) {
  const { address, problems, connections, comparison, shown, written, onShow, onChange, onOpenKey } = props;
  const { state } = comparison;
  const { left, right } = connections;
  const absent = left === undefined ? "left" : right === undefined ? "right" : undefined;
  if (left === undefined || right === undefined) {
    const name = absent ?? "left";
    return (
      <StatePanel icon={<Plug />} title={`Connection of side ${sideLetters[name]} not found`}>
        <span className="font-mono text-text">{address[name].connection}</span> is neither an address nor a connection
        of this server. Choose another one above.
      </StatePanel>
    );
  }
  const unused = !left.used ? "left" : !right.used ? "right" : undefined;
  if (unused !== undefined) return <AskSide name={unused} connection={{ left, right }[unused].connection} />;
  switch (state.phase) {
    case "idle":
      return <NotStarted address={address} problems={problems} />;
    case "pinning":
      return (
        <div className="flex flex-col gap-3">
          <div className="flex items-center gap-3 text-sm text-muted">
            <span role="status" className="flex-1">
              Counting the keys of both sides
            </span>
            <ActButton act="compare.stop" label="Stop" icon={<Square />} className="h-6" />
          </div>
          <div aria-busy="true" aria-label="Counting keys" className="skeleton h-40 w-full" />
        </div>
      );
    case "unread": {
      const { side, failure } = state;
      if (side === undefined) {
        return <FailurePanel failure={failure} actions={<ActButton act="compare.start" label="Try again" />} />;
      }
      const change = (part: Partial<SideAddress>) => onChange({ ...address, [side]: { ...address[side], ...part } });
      return (
        <SideFailurePanel
          name={side}
          side={address[side]}
          connection={{ left, right }[side].connection}
          failure={failure}
          onChange={change}
        />
      );
    }
    case "costly": {
      const { keys, sizeBytes, durationMs } = state.cost;
      return (
        <StatePanel
          icon={<Diff />}
          title={`Compare ${formatGrouped(keys)} keys?`}
          actions={<ActButton act="compare.start" variant="primary" label="Compare" showShortcut />}
        >
          Reads about {formatBytes(sizeBytes)} in total, in about {formatDuration(durationMs)}. You can stop at any
          time.
        </StatePanel>
      );
    }
    case "running":
    case "ended":
      return (
        <ResultView
          key={comparison.runId}
          state={state}
          address={address}
          connections={{ left: left.connection, right: right.connection }}
          shown={shown}
          written={written}
          onShow={onShow}
          onOpenKey={onOpenKey}
        />
      );
    default:
      return state satisfies never;
  }
}

/** Nothing is compared yet: what to do first. */
function NotStarted({ address, problems }: Pick<CompareBodyProps, "address" | "problems">) {
  const wrong = problems.left === undefined ? "right" : "left";
  const problem = problems[wrong];
  if (problem !== undefined) {
    return (
      <StatePanel
        icon={<Diff />}
        title={`Correct the ${problem.field} of side ${sideLetters[wrong]}`}
        actions={<ActButton act={wrong === "left" ? "compare.side-a" : "compare.side-b"} showShortcut />}
      >
        {problem.message}
      </StatePanel>
    );
  }
  const isSame = isOneSide(address);
  return (
    <StatePanel
      icon={<Diff />}
      title={isSame ? "Choose what to compare" : "Ready to compare"}
      actions={
        isSame ? (
          <>
            <ActButton act="compare.side-a" showShortcut />
            <ActButton act="compare.side-b" showShortcut />
          </>
        ) : (
          <ActButton act="compare.start" variant="primary" label="Compare" showShortcut />
        )
      }
    >
      {isSame
        ? "Both sides are the same now. Change the connection, the prefix or the revision of one."
        : "Reads both sides as they are at their revisions. Nothing is written."}
    </StatePanel>
  );
}
