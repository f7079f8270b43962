import { useQuery } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { nameOf, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import { ArrowRight, ExternalLink } from "lucide-react";
import { Suspense, type Ref } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { keyOn } from "#/features/compare/model/shown-differences.ts";
import { kindWords, sideLetters } from "#/features/compare/model/side-words.ts";
import type { PinnedSide } from "#/features/compare/run/pin-sides.ts";
import { tellFailure } from "#/lib/failure-words.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { comparedValueQuery } from "./compared-value.ts";
import { kindTones } from "./kind-tones.ts";
import { useRested } from "./use-rested.ts";

const ValueDiff = lazyPart(async () => (await import("./value-diff.tsx")).ValueDiff);

interface DetailPaneProps {
  readonly difference: Difference;
  readonly prefixes: OfSides<Key>;
  readonly connections: OfSides<Connection>;
  readonly pinned: OfSides<PinnedSide>;
  /** Opens the key on a side, as of the revision that is compared. */
  readonly onOpenKey: (side: SideName, key: Key) => void;
  readonly ref: Ref<HTMLElement>;
}

/** One difference: both values, and what etcd keeps about the key on each side. */
export function DetailPane({ difference, prefixes, connections, pinned, onOpenKey, ref }: DetailPaneProps) {
  const rested = useRested(difference, restMs);
  const name = nameOf(rested, prefixes);
  const keys = { left: keyOn("left", name, prefixes), right: keyOn("right", name, prefixes) };
  const isOn = { left: rested.kind !== "only-right", right: rested.kind !== "only-left" };
  const left = useQuery({
    ...comparedValueQuery(connections.left, keys.left, pinned.left.revision),
    enabled: isOn.left,
  });
  const right = useQuery({
    ...comparedValueQuery(connections.right, keys.right, pinned.right.revision),
    enabled: isOn.right,
  });
  useAct("compare.open-a", () => onOpenKey("left", keys.left), isOn.left ? undefined : "This key is not in A");
  useAct("compare.open-b", () => onOpenKey("right", keys.right), isOn.right ? undefined : "This key is not in B");
  const shown = { left: isOn.left ? left.data : null, right: isOn.right ? right.data : null };
  const failed = (["left", "right"] as const).find((side) => isOn[side] && { left, right }[side].isError);
  const title = formatKey(keys.left);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label="Difference"
      className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-[10px] border border-line bg-panel outline-none"
    >
      <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3.5 py-1.5">
        <h2 className="min-w-0 truncate font-mono font-semibold" title={title}>
          {title}
        </h2>
        <span className={classNames("rounded px-1.5 text-xs leading-[18px]", kindTones[rested.kind])}>
          {kindWords[rested.kind]}
        </span>
        <span className="ml-auto flex items-center gap-1">
          <ActButton act="compare.open-a" variant="ghost" label="A" icon={<ExternalLink />} />
          <ActButton act="compare.open-b" variant="ghost" label="B" icon={<ExternalLink />} />
        </span>
      </header>
      <div className="grid shrink-0 grid-cols-[1fr_auto_1fr] items-center gap-2 border-b border-line px-3.5 py-1.5 text-sm">
        <Facts side="left" label={connections.left.label} kv={shown.left} />
        <ArrowRight className="size-3.5 text-muted" aria-label="compared with" />
        <Facts side="right" label={connections.right.label} kv={shown.right} />
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        {failed !== undefined ? (
          <p role="alert" className="flex flex-wrap items-center gap-2.5 p-4 text-bad">
            <span className="min-w-0 wrap-anywhere">
              {tellFailure(
                `Could not read the value in ${sideLetters[failed]}.`,
                failureOf({ left, right }[failed].error),
              )}
            </span>
            <Button onClick={() => void { left, right }[failed].refetch()}>Retry</Button>
          </p>
        ) : shown.left === undefined || shown.right === undefined ? (
          <div aria-busy="true" aria-label="Loading values" className="skeleton m-4 h-4 w-1/2" />
        ) : (
          <Suspense fallback={<div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />}>
            <ValueDiff
              key={title}
              before={shown.left?.value}
              after={shown.right?.value}
              keys={keys}
              connectionIds={{ left: connections.left.id, right: connections.right.id }}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** Rows that are passed are not read. */
const restMs = 120;

interface FactsProps {
  readonly side: SideName;
  readonly label: string;
  /** Null: the side does not have the key; undefined: it is not read yet. */
  readonly kv: KeyValue | null | undefined;
}

function Facts({ side, label, kv }: FactsProps) {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 tabular-nums">
      <b className="font-semibold">{sideLetters[side]}</b>
      <span className="max-w-40 truncate">{label}</span>
      <span className="text-muted">
        {kv === undefined
          ? "loading"
          : kv === null
            ? "no such key"
            : `rev ${formatGrouped(kv.modRevision)} · version ${formatGrouped(kv.version)} · ${formatBytes(kv.value.length)} · ${
                kv.lease === noLease ? "no lease" : `lease ${formatLeaseHex(kv.lease)}`
              }`}
      </span>
    </p>
  );
}
