import type { Finding, Verdict } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Tone } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";

const looks: Readonly<Record<Verdict["level"], { readonly icon: ReactNode; readonly colour: string }>> = {
  healthy: { icon: <CircleCheck />, colour: "text-ok" },
  degraded: { icon: <TriangleAlert />, colour: "text-warn" },
  failing: { icon: <CircleX />, colour: "text-bad" },
  unknown: { icon: <CircleHelp />, colour: "text-muted" },
};

const tones: Readonly<Record<Finding["level"], Tone>> = {
  ok: "ok",
  degraded: "warn",
  failing: "bad",
  unknown: "plain",
};
const levelWords: Readonly<Record<Finding["level"], string>> = {
  ok: "OK",
  degraded: "degraded",
  failing: "failing",
  unknown: "not known",
};

function chipOf({ rule, level }: Pick<Finding, "rule" | "level">): string {
  if (level === "unknown") return rule.about ?? rule.chip;
  return level === "ok" ? rule.chip : (rule.brokenChip ?? rule.chip);
}

/** The chips that always stand there; others come where something is wrong. */
const usual = new Set(["quorum", "leader", "alarms", "space", "fsync", "versions"]);

interface VerdictPanelProps {
  readonly verdict: Verdict;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The verdict in words, what to do, and every check behind it. */
export function VerdictPanel({ verdict, open, onToggle }: VerdictPanelProps) {
  const { icon, colour } = looks[verdict.level];
  const chips = verdict.findings.filter(
    ({ rule, level }) => usual.has(rule.id) || level === "degraded" || level === "failing",
  );
  return (
    <section aria-label="Verdict" data-level={verdict.level} className="rounded-[10px] border border-line bg-panel">
      <div className="flex items-start gap-4 px-4 py-3.5">
        <span className={classNames("mt-0.5 [&_svg]:size-5", colour)}>{icon}</span>
        <div className="min-w-0 flex-1">
          <h2 className="text-[14px] font-semibold">{verdict.headline}</h2>
          <p className="text-muted">{verdict.sentence}</p>
          {verdict.advice.length > 0 && (
            <ul aria-label="What to do" className="mt-1 list-disc pl-4 marker:text-muted">
              {[...new Set(verdict.advice)].map((advice) => (
                <li key={advice}>{advice}</li>
              ))}
            </ul>
          )}
          {verdict.missing.length > 0 && verdict.level !== "unknown" && (
            <p className="mt-1 text-sm text-muted">{verdict.missing.join(" ")}</p>
          )}
        </div>
        <div className="flex max-w-[36%] flex-wrap items-center justify-end gap-1.5">
          {chips.map(({ rule, level, sentence }) => (
            <span key={rule.id} title={sentence} className="flex">
              <Badge tone={tones[level]}>
                {level === "unknown" && <CircleHelp aria-hidden />}
                {chipOf({ rule, level })}
                <span className="sr-only">: {levelWords[level]}</span>
              </Badge>
            </span>
          ))}
          <button
            type="button"
            aria-expanded={open}
            onClick={onToggle}
            className="rounded px-1.5 text-xs leading-[18px] text-muted underline-offset-2 hover:text-text hover:underline"
          >
            {open ? "Hide the checks" : `All ${verdict.findings.length} checks`}
          </button>
        </div>
      </div>
      {open && <Checks findings={verdict.findings} />}
    </section>
  );
}

function Checks({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <table className="w-full border-t border-line text-left">
      <thead className="text-sm text-muted">
        <tr>
          <th className="w-32 py-1.5 pl-4 font-normal">Check</th>
          <th className="py-1.5 font-normal">What was found</th>
          <th className="py-1.5 font-normal">Threshold</th>
          <th className="py-1.5 pr-4 font-normal">Source</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ rule, level, sentence }) => (
          <tr key={rule.id} className="border-t border-line align-top">
            <td className="py-1.5 pl-4">
              <Badge tone={tones[level]}>
                {level === "unknown" && <CircleHelp aria-hidden />}
                {chipOf({ rule, level })}
                <span className="sr-only">: {levelWords[level]}</span>
              </Badge>
            </td>
            <td className="py-1.5 pr-4">{sentence}</td>
            <td className="py-1.5 pr-4 text-sm text-muted">{rule.threshold}</td>
            <td className="py-1.5 pr-4 text-sm text-muted">{rule.source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
