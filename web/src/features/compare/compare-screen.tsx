import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { CommandSide } from "@etcd-explorer/shared/command/equivalents/compare-commands";
import { countDifferences } from "@etcd-explorer/shared/read/compare/difference";
import { Download, Link2, RotateCw, Terminal } from "lucide-react";
import { useEffect, useEffectEvent, useState, type ComponentType } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { copyAndSay } from "#/components/copy-and-say.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { isOneSide, type CompareAddress, type SideAddress, type SideProblems } from "./model/compare-address.ts";
import { sideLetters } from "./model/side-words.ts";
import type { PinnedSide } from "./run/pin-sides.ts";
import type { CompareSearch } from "./model/compare-fields.ts";
import { CompareBody } from "./compare-body.tsx";
import { countsOf, type CompareState } from "./run/compare-state.ts";
import { titleFailure } from "#/lib/failure-advice.ts";
import { useWrittenSince } from "./run/use-written-since.ts";
import { useCompare } from "./run/use-compare.ts";
import type { PrefixFieldProps } from "./sides/side-card.tsx";
import type { SideConnection } from "./sides/side-connection.ts";
import { noProblems, withProblem } from "./sides/typed-problems.ts";
import { SidesBar } from "./sides/sides-bar.tsx";
import { ignoreNothing } from "@etcd-explorer/shared/read/compare/ignore-rules";
import { parseIgnoreRules } from "@etcd-explorer/shared/read/compare/parse-ignore";

const IgnoreDialog = lazyDialog(async () => (await import("./sides/ignore-dialog.tsx")).IgnoreDialog);
const CopyAsDialog = lazyDialog(async () => (await import("./output/copy-as-dialog.tsx")).CopyAsDialog);

interface CompareScreenProps {
  readonly address: CompareAddress;
  readonly problems: SideProblems;
  /** How the result is shown. */
  readonly shown: CompareSearch;
  readonly connections: OfSides<SideConnection | undefined>;
  readonly prefixField: ComponentType<PrefixFieldProps>;
  readonly onChange: (address: CompareAddress) => void;
  readonly onShow: (fields: CompareSearch) => void;
  readonly onOpenKey: (connectionId: string, key: Key, at: Revision) => void;
  /** The whole address of a comparison. */
  readonly linkOf: (address: CompareAddress) => string;
}

/** Two sides, each a connection, a prefix and a revision, and how they differ. */
export function CompareScreen(props: CompareScreenProps) {
  const { address, problems, shown, connections, prefixField, onChange, onShow, onOpenKey, linkOf } = props;
  const { connection } = useConnected();
  const { left, right } = connections;
  const [typed, setTyped] = useState(noProblems);
  const wrong = { left: problems.left ?? typed.left[0], right: problems.right ?? typed.right[0] };
  const isUsable = left?.used === true && right?.used === true && wrong.left === undefined && wrong.right === undefined;
  const usable =
    isUsable && left !== undefined && right !== undefined
      ? { left: left.connection, right: right.connection }
      : undefined;
  const read = parseIgnoreRules(address.ignore);
  const rules = "rules" in read ? read.rules : undefined;
  const comparison = useCompare(connection.id, address, usable, rules ?? ignoreNothing);
  const { state, start } = comparison;
  // What somebody edits is compared when they say so; what a link or another screen leads to, at once.
  const [isEdited, setEdited] = useState(false);
  const canStart = usable !== undefined && !isOneSide(address) && rules !== undefined;
  const [isIgnoring, setIgnoring] = useState(false);
  useAct("compare.ignore", () => setIgnoring(true));
  const isDue = canStart && state.phase === "idle" && !isEdited;
  const startDue = useEffectEvent(start);
  useEffect(() => {
    if (isDue) startDue();
  }, [isDue]);
  const isRunning = state.phase === "running" || state.phase === "pinning";
  useAct(
    "compare.start",
    () => {
      setEdited(false);
      if (state.phase === "costly") comparison.confirm();
      else start();
    },
    isRunning ? "Already comparing" : canStart ? undefined : whyNotStart(address, connections, wrong),
  );
  const stop = () => {
    // What was stopped begins again only when somebody says so.
    setEdited(true);
    comparison.stop();
  };
  useAct("compare.stop", stop, isRunning ? undefined : "No comparison is running");
  const pinned = "pinned" in state ? state.pinned : undefined;
  const written = useWrittenSince(address, connections, pinned);
  useAct("compare.link", () => {
    const at = (name: SideName) => ({ ...address[name], at: pinned?.[name].revision ?? address[name].at });
    const isPinned = pinned !== undefined;
    void copyAndSay(
      linkOf({ ...address, left: at("left"), right: at("right") }),
      isPinned ? "Copied link with both revisions pinned" : "Copied link",
    );
  });
  const [isCopying, setCopying] = useState(false);
  useAct("compare.copy-as", () => setCopying(true), usable === undefined ? "Choose both sides first" : undefined);
  const edit = (next: CompareAddress) => {
    setEdited(true);
    onChange(next);
  };
  const [fresh, setFresh] = useState(0);
  const replace = (next: CompareAddress) => {
    setTyped(noProblems);
    setFresh(fresh + 1);
    edit(next);
  };
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 overflow-hidden px-5 py-4 max-lg:overflow-auto max-md:px-3">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="text-xl font-semibold">Compare</h1>
        <p className="ml-1 min-w-0 flex-1 truncate text-muted max-md:invisible">
          Both sides are pinned to a revision: the result does not change while you read it
        </p>
        {hasDifferences(state) && written.size === 0 && (
          <ActButton act="compare.start" label="Compare again" icon={<RotateCw />} />
        )}
        <ActButton act="compare.copy-as" label="Copy as…" icon={<Terminal />} />
        <ActButton act="compare.link" label="Copy link" icon={<Link2 />} />
        <ActButton act="compare.export" label="Export" icon={<Download />} />
      </header>
      <SidesBar
        address={address}
        connections={connections}
        problems={problemsOf(wrong, state)}
        pinned={pinned}
        prefixField={prefixField}
        onChange={edit}
        onReplace={replace}
        fresh={fresh}
        onTyped={(side, field, message) => setTyped((before) => withProblem(before, side, { field, message }))}
      />
      <CompareBody
        address={address}
        problems={wrong}
        connections={connections}
        comparison={comparison}
        written={written}
        shown={shown}
        onShow={onShow}
        onChange={replace}
        onOpenKey={onOpenKey}
      />
      {isIgnoring && (
        <IgnoreDialog
          rules={address.ignore}
          onClose={() => setIgnoring(false)}
          onApply={(ignore) => {
            setIgnoring(false);
            // Whoever sets rules wants to see what is left.
            setEdited(false);
            onChange({ ...address, ignore });
          }}
        />
      )}
      {isCopying && usable !== undefined && (
        <CopyAsDialog
          left={commandSide("left", usable.left, address.left, pinned?.left)}
          right={commandSide("right", usable.right, address.right, pinned?.right)}
          onClose={() => setCopying(false)}
        />
      )}
    </div>
  );
}

/** The whole result lists differences; where both sides are equal, or it broke off, the result itself offers another. */
function hasDifferences(state: CompareState): boolean {
  const counts = state.phase === "ended" && state.result !== undefined ? countsOf(state) : undefined;
  return counts !== undefined && countDifferences(counts) > 0;
}

/** What each side lacks: of its address, or where it could not be read. */
function problemsOf({ left, right }: SideProblems, state: CompareState): Readonly<Partial<Record<SideName, string>>> {
  const failed = state.phase === "unread" ? state : state.phase === "ended" ? state.failed : undefined;
  return {
    ...(left && { left: left.message }),
    ...(right && { right: right.message }),
    ...(failed?.side !== undefined && { [failed.side]: titleFailure(failed.failure) }),
  };
}

function commandSide(
  name: SideName,
  connection: Connection,
  { prefix, at }: SideAddress,
  pinned: PinnedSide | undefined,
): CommandSide {
  const revision = pinned?.revision ?? (at === "live" ? undefined : at);
  const target = equivalentTarget(connection);
  return { letter: sideLetters[name], target, prefix, ...(revision === undefined ? {} : { revision }) };
}

/** Why no comparison can begin. */
function whyNotStart(
  address: CompareAddress,
  { left, right }: OfSides<SideConnection | undefined>,
  problems: SideProblems,
): string {
  if (left === undefined || right === undefined) return "Choose two connections first";
  if (!left.used || !right.used) return "Connect both sides first";
  if ("problems" in parseIgnoreRules(address.ignore)) return "Correct the ignore rules first";
  if (problems.left !== undefined || problems.right !== undefined) return "Correct the sides first";
  return isOneSide(address) ? "Both sides are the same: change one of them" : "Still loading";
}
