import type { ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import type { Finding } from "@etcd-explorer/shared/cluster/verdict/finding-groups";
import type { Verdict } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { screenPlace } from "#/ui/screen-place.ts";
import { ChecksTable, levelTones } from "./checks-table.tsx";
import { FindingRow } from "./finding-row.tsx";

const looks: Readonly<Record<Verdict["level"], { readonly icon: ReactNode; readonly colour: string }>> = {
  healthy: { icon: <CircleCheck />, colour: "text-ok" },
  degraded: { icon: <TriangleAlert />, colour: "text-warn" },
  failing: { icon: <CircleX />, colour: "text-bad" },
  unknown: { icon: <CircleHelp />, colour: "text-muted" },
};

/** How many checks are how, the worst first. */
const counted: readonly (readonly [Finding["level"], (count: number) => string])[] = [
  ["failing", (count) => `${count} failing`],
  ["degraded", (count) => `${count} degraded`],
  ["notice", (count) => `${count} ${count === 1 ? "notice" : "notices"}`],
  ["unknown", (count) => `${count} not known`],
  ["ok", (count) => `${count} ${count === 1 ? "check" : "checks"} OK`],
];

interface VerdictPanelProps {
  readonly verdict: Verdict;
  readonly record: ClusterRecord | undefined;
  /** Some member has not answered yet: what is not known may be in a moment. */
  readonly isReading: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The verdict in words, one line a root cause, and every check behind it. */
export function VerdictPanel({ verdict, record, isReading, open, onToggle }: VerdictPanelProps) {
  const { icon, colour } = looks[verdict.level];
  const isEarly = isReading && verdict.level === "unknown";
  const hint = isEarly ? "" : [verdict.sentence, verdict.advice].filter(Boolean).join(" ");
  return (
    <section
      {...screenPlace}
      aria-label="Verdict"
      data-level={verdict.level}
      className="rounded-[10px] border border-line bg-panel"
    >
      <div className="flex items-start gap-3 px-4 py-3">
        <span className={classNames("mt-0.5 [&_svg]:size-5", colour)}>{icon}</span>
        <div className="min-w-0 flex-1">
          <h2 className="text-[14px] font-semibold">{isEarly ? "Reading the members…" : verdict.headline}</h2>
          {hint !== "" && <p className="text-muted">{hint}</p>}
        </div>
        <div className="flex max-w-[36%] flex-wrap items-center justify-end gap-1.5">
          {counted.map(([level, words]) => {
            const count = verdict.findings.filter((finding) => finding.level === level).length;
            return (
              count > 0 && (
                <Badge key={level} tone={levelTones[level]}>
                  {words(count)}
                </Badge>
              )
            );
          })}
          <button
            type="button"
            aria-expanded={open}
            onClick={onToggle}
            className="rounded px-1.5 text-xs leading-[18px] text-muted underline-offset-2 hover:text-text hover:underline"
          >
            {open ? "Hide checks" : "Show checks"}
          </button>
        </div>
      </div>
      {verdict.groups.length > 0 && (
        <ul aria-label="Findings">
          {verdict.groups.map((group) => (
            <FindingRow key={group.root.rule.id} group={group} record={record} />
          ))}
        </ul>
      )}
      {verdict.missing.length > 0 && verdict.level !== "unknown" && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">{verdict.missing.join(" ")}</p>
      )}
      {open && <ChecksTable findings={verdict.findings} />}
    </section>
  );
}
