import type { Elsewhere } from "@etcd-explorer/shared/command/etcdctl/read/other-commands";
import { Link } from "@tanstack/react-router";
import { RotateCcw, Square } from "lucide-react";
import { memo } from "react";
import { formatDuration } from "#/lib/format.ts";
import { Badge, type Tone } from "#/ui/badge.tsx";
import type { Entry } from "#/features/console/input/console-model.ts";

const states: Readonly<Record<Entry["state"], readonly [words: string, tone: Tone]>> = {
  running: ["running", "accent"],
  done: ["done", "ok"],
  failed: ["failed", "bad"],
  stopped: ["stopped", "warn"],
  help: ["help", "plain"],
  elsewhere: ["not available", "plain"],
};

const screens: Readonly<Record<NonNullable<Elsewhere["screen"]>, readonly [path: string, label: string]>> = {
  cluster: ["/c/$connection/cluster", "Open Cluster"],
  locks: ["/c/$connection/locks", "Open Locks"],
  keys: ["/c/$connection/keys", "Open Keys"],
};

interface EntryViewProps {
  readonly connectionId: string;
  readonly entry: Entry;
  readonly onAgain: (command: string) => void;
  readonly onStop: (id: number) => void;
}

/** One command with what it printed. */
export const EntryView = memo(function EntryView({ connectionId, entry, onAgain, onStop }: EntryViewProps) {
  const { id, command, passedOver, output, cutCharacters, errors, note, advice, state, screen, durationMs } = entry;
  const [words, tone] = states[state];
  const [path, label] = screen === undefined ? [] : screens[screen];
  return (
    <section aria-label={command} className="mb-3">
      <header className="flex items-start gap-2">
        <pre className="min-w-0 flex-1 font-mono leading-5 whitespace-pre-wrap text-accent">{command}</pre>
        {durationMs !== undefined && <span className="pt-px text-sm text-muted">{formatDuration(durationMs)}</span>}
        <Badge tone={tone}>{words}</Badge>
        {state === "running" ? (
          <IconButton title="Stop command" label={`Stop ${command}`} onClick={() => onStop(id)}>
            <Square className="size-3.5" />
          </IconButton>
        ) : (
          <IconButton title="Edit and rerun" label={`Edit ${command}`} onClick={() => onAgain(command)}>
            <RotateCcw className="size-3.5" />
          </IconButton>
        )}
      </header>
      {passedOver !== undefined && <p className="text-sm text-muted">{passedOver}</p>}
      {cutCharacters > 0 && (
        <p className="text-sm text-muted">
          … first {cutCharacters.toLocaleString("en")} characters dropped. Use --limit or a longer prefix.
        </p>
      )}
      {output !== "" && <Output text={output} isProse={state === "elsewhere"} />}
      {errors !== "" && <pre className="font-mono leading-5 whitespace-pre-wrap text-bad">{errors}</pre>}
      {note !== undefined && <p className="text-sm text-warn">{note}</p>}
      {advice !== undefined && <p className="text-sm text-muted">{advice}</p>}
      {path !== undefined && (
        <Link to={path} params={{ connection: connectionId }} className="text-accent">
          {label}
        </Link>
      )}
      {output === "" && errors === "" && state !== "running" && <p className="text-sm text-muted">(no output)</p>}
    </section>
  );
});

function Output({ text, isProse }: { readonly text: string; readonly isProse: boolean }) {
  if (isProse) return <p>{text}</p>;
  return <pre className="overflow-x-auto font-mono leading-5 whitespace-pre text-text">{text}</pre>;
}

interface IconButtonProps {
  readonly title: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function IconButton({ title, label, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      title={title}
      aria-label={label}
      onClick={onClick}
      className="flex size-5 items-center justify-center rounded text-muted hover:text-text"
    >
      {children}
    </button>
  );
}
