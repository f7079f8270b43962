import { equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped, formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { factsOn, nameOf, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides } from "@etcd-explorer/shared/read/compare/side";
import { Square, SquareCheck } from "lucide-react";
import { kindWords } from "#/features/compare/model/side-words.ts";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { kindTones } from "./kind-tones.ts";

export const rowHeight = 30;

/** The element of a row, for `aria-activedescendant`. */
export const rowIdOf = (at: number): string => `difference-${at}`;

const oldWords = "written since";

interface DifferenceRowProps {
  readonly at: number;
  readonly difference: Difference;
  readonly prefixes: OfSides<Key>;
  readonly isSameCluster: boolean;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  /** This tab has written the key since it was compared. */
  readonly isOld: boolean;
}

/** One difference: what it is, its key below the prefixes, and its revisions. The list above hears of presses on it. */
export function DifferenceRow(props: DifferenceRowProps) {
  const { at, difference, prefixes, isSameCluster, isOpen, isChosen, isOld } = props;
  const name = formatKey(nameOf(difference, prefixes));
  // Where the sides have two prefixes, what both have in common is the name below them.
  const prefix = equalBytes(prefixes.left, prefixes.right) ? formatKey(prefixes.left) : "";
  const whole = `${prefix}${name}` || "(the prefix itself)";
  const facts = factsText(difference, isSameCluster);
  const Box = isChosen ? SquareCheck : Square;
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the list has the focus and handles the keys
    <div
      id={rowIdOf(at)}
      role="option"
      aria-selected={isChosen}
      aria-label={`${kindWords[difference.kind]} ${whole} ${isOld ? `${oldWords} ` : ""}${facts}`}
      title={whole}
      data-kind={difference.kind}
      data-open={isOpen}
      style={{ height: rowHeight }}
      className={classNames(
        "relative flex items-center gap-2.5 border-b border-line/60 px-3 select-none",
        isOpen ? "bg-accent-bg" : "hover:bg-raised",
        isOpen && "outline outline-1 -outline-offset-1 outline-transparent group-focus-visible/found:outline-accent",
      )}
    >
      <span data-box className="flex shrink-0 py-1.5">
        <Box className={classNames("size-3.5", isChosen ? "text-accent" : "text-faint")} />
      </span>
      <span className="flex w-20 shrink-0">
        <span
          className={classNames("rounded px-1.5 text-xs leading-[18px] whitespace-nowrap", kindTones[difference.kind])}
        >
          {kindWords[difference.kind]}
        </span>
      </span>
      {/* Between the parts there is a space, as in the row's name. */}{" "}
      <span className="min-w-0 flex-1 overflow-hidden font-mono text-ellipsis whitespace-pre [direction:rtl] text-left">
        <bdi dir="ltr">
          <span className="text-muted">{prefix}</span>
          {whole === prefix + name ? name : whole}
        </bdi>
      </span>{" "}
      {isOld && <Badge tone="warn">{oldWords}</Badge>}{" "}
      <span className="shrink-0 text-sm text-muted tabular-nums">{facts}</span>
    </div>
  );
}

/**
 * What is known of both sides without their values: `rev 88,100 → 88,120` within one cluster, of a lease
 * `none → 694d…1030`.
 */
function factsText(difference: Difference, isSameCluster: boolean): string {
  const [left, right] = [factsOn(difference, "left"), factsOn(difference, "right")];
  if (left === undefined || right === undefined) return `rev ${revisionOf(left ?? right)}`;
  if (difference.kind === "lease") return `${shortLease(left.lease)} → ${shortLease(right.lease)}`;
  if (isSameCluster) return `rev ${revisionOf(left)} → ${revisionOf(right)}`;
  // Revisions of two clusters say nothing to each other.
  return `rev A ${revisionOf(left)} · B ${revisionOf(right)}`;
}

const revisionOf = (facts: KeyFacts | undefined): string =>
  facts === undefined ? "" : formatGrouped(facts.modRevision);

function shortLease(lease: LeaseId): string {
  if (lease === noLease) return "none";
  const hex = formatLeaseHex(lease);
  return hex.length > 10 ? `${hex.slice(0, 4)}…${hex.slice(-4)}` : hex;
}
