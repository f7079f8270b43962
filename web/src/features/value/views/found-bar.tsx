import { ChevronDown, ChevronUp } from "lucide-react";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import type { SearchedText } from "#/components/searched-text.ts";
import type { FoundPlaces } from "#/ui/editor/found-marks.ts";

interface FoundBarProps {
  /** What was searched for. */
  readonly text: string;
  readonly places: FoundPlaces;
  readonly onStep: (step: 1 | -1) => void;
}

/** Above a value that was found: which of the places is shown, and the way to the next. */
export function FoundBar({ text, places: { shown, count }, onStep }: FoundBarProps) {
  useAct("match.next", () => onStep(1));
  useAct("match.previous", () => onStep(-1));
  return (
    <div className="flex h-[30px] shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4 text-sm">
      <span role="status" className="min-w-0 flex-1 truncate">
        {formatGrouped(shown)} of {formatGrouped(count)} {count === 1 ? "match" : "matches"} for{" "}
        <span className="font-mono text-text">{text}</span>
      </span>
      <ActButton act="match.previous" variant="ghost" label={null} icon={<ChevronUp />} className="h-6 w-7 px-0" />
      <ActButton act="match.next" variant="ghost" label={null} icon={<ChevronDown />} className="h-6 w-7 px-0" />
    </div>
  );
}

/** Whether a text has what is searched for. */
export function holds(text: string, { text: sought, ignoreCase }: SearchedText): boolean {
  return ignoreCase ? text.toLowerCase().includes(sought.toLowerCase()) : text.includes(sought);
}

/** Above JSON whose formatted view has blanks in what was found: it was found in what is stored. */
export function StoredMatchBar({ text }: { readonly text: string }) {
  return (
    <div className="flex h-[30px] shrink-0 items-center gap-2 border-b border-line bg-panel pr-2 pl-4 text-sm">
      <span role="status" className="min-w-0 flex-1 truncate">
        The stored form matches <span className="font-mono text-text">{text}</span>
      </span>
      <ActButton act="value.layout" variant="ghost" label="Show as stored" className="h-6" />
    </div>
  );
}
