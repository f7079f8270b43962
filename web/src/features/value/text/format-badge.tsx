import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { Check as CheckIcon, TriangleAlert } from "lucide-react";
import type { FormatCheck } from "#/lib/formats/format-check.ts";
import { describeProblem } from "#/lib/formats/text-place.ts";
import { Badge } from "#/ui/badge.tsx";
import type { Check } from "./editor-model.ts";
import type { Format } from "./formats.ts";
import { useFormatCheck } from "./use-format-check.ts";

/** Whether a text is what its format says; nothing while it is being checked, or where the format has no rules. */
export function FormatBadge({ text, format }: { readonly text: string; readonly format: Format }) {
  const result = useFormatCheck(text, format);
  return result === undefined ? null : <CheckBadge check={describeFormat(text, format, result)} />;
}

/** The result of a check; what is too long for the bar is cut, and whole on hovering. */
export function CheckBadge({ check }: { readonly check: Check }) {
  return (
    <Badge tone={check.tone} className="min-w-0">
      {check.tone === "ok" ? <CheckIcon /> : <TriangleAlert />}
      <span className="max-w-[52ch] truncate" title={check.text}>
        {check.text}
      </span>
    </Badge>
  );
}

/** What a check of a text has found, in words. */
export function describeFormat(text: string, format: Format, result: FormatCheck): Check {
  switch (result.kind) {
    case "valid":
      return { tone: "ok", text: `valid ${format}` };
    case "doubtful":
      return { tone: "warn", text: `valid ${format}, but ${describeProblem(text, result.problem)}` };
    case "wrong":
      return { tone: "bad", text: `invalid ${format}: ${describeProblem(text, result.problem)}` };
    case "too-large":
      return { tone: "warn", text: `not checked: larger than ${formatBytes(result.limitBytes)}` };
    case "too-deep":
      return { tone: "warn", text: "not checked: nested too deeply" };
    default:
      return result satisfies never;
  }
}
