import type { Finding } from "@etcd-explorer/shared/cluster/verdict/finding-groups";
import { CircleHelp } from "lucide-react";
import { Badge, type Tone } from "#/ui/badge.tsx";

export const levelTones: Readonly<Record<Finding["level"], Tone>> = {
  ok: "ok",
  notice: "accent",
  degraded: "warn",
  failing: "bad",
  unknown: "plain",
};

const levelWords: Readonly<Record<Finding["level"], string>> = {
  ok: "OK",
  notice: "notice",
  degraded: "degraded",
  failing: "failing",
  unknown: "not known",
};

function chipOf({ rule, level }: Pick<Finding, "rule" | "level">): string {
  if (level === "unknown") return rule.about ?? rule.chip;
  return level === "ok" ? rule.chip : (rule.brokenChip ?? rule.chip);
}

/** Every check with what it found, its threshold, and where etcd says so. */
export function ChecksTable({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <table className="w-full border-t border-line text-left">
      <thead className="text-sm text-muted">
        <tr>
          <th className="w-32 py-1.5 pl-4 font-normal">Check</th>
          <th className="py-1.5 font-normal">Result</th>
          <th className="py-1.5 font-normal">Threshold</th>
          <th className="py-1.5 pr-4 font-normal">Source</th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ rule, level, sentence }) => (
          <tr key={rule.id} className="border-t border-line align-top">
            <td className="py-1.5 pl-4">
              <Badge tone={levelTones[level]}>
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
