import { RotateCcw } from "lucide-react";
import { memo } from "react";
import { formatDuration } from "#/lib/format.ts";
import { Badge, type Tone } from "#/ui/badge.tsx";
import type { Entry } from "./console-model.ts";

const states: Readonly<Record<Entry["state"], readonly [words: string, tone: Tone]>> = {
  running: ["running", "accent"],
  done: ["done", "ok"],
  failed: ["failed", "bad"],
  stopped: ["stopped", "warn"],
  help: ["help", "plain"],
};

interface EntryViewProps {
  readonly entry: Entry;
  readonly onAgain: (command: string) => void;
}

/** One command with what it printed. */
export const EntryView = memo(function EntryView({ entry, onAgain }: EntryViewProps) {
  const { command, output, cutCharacters, errors, advice, state, durationMs } = entry;
  const [words, tone] = states[state];
  return (
    <section aria-label={command} className="mb-3">
      <header className="flex items-start gap-2">
        <pre className="min-w-0 flex-1 font-mono leading-5 whitespace-pre-wrap text-accent">{command}</pre>
        {durationMs !== undefined && <span className="pt-px text-sm text-muted">{formatDuration(durationMs)}</span>}
        <Badge tone={tone}>{words}</Badge>
        <button
          type="button"
          title="Bring this command back"
          aria-label={`Bring back ${command}`}
          onClick={() => onAgain(command)}
          className="flex size-5 items-center justify-center rounded text-muted hover:text-text"
        >
          <RotateCcw className="size-3.5" />
        </button>
      </header>
      {cutCharacters > 0 && (
        <p className="text-sm text-muted">
          … {cutCharacters.toLocaleString("en")} characters before these are no longer kept. Ask for less, by --limit or
          a longer prefix.
        </p>
      )}
      {output !== "" && <pre className="overflow-x-auto font-mono leading-5 whitespace-pre text-text">{output}</pre>}
      {errors !== "" && <pre className="font-mono leading-5 whitespace-pre-wrap text-bad">{errors}</pre>}
      {advice !== undefined && <p className="text-sm text-muted">{advice}</p>}
      {output === "" && errors === "" && state !== "running" && (
        <p className="text-sm text-muted">It printed nothing.</p>
      )}
    </section>
  );
});
