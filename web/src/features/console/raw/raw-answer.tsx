import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { QueryResponse } from "@etcd-explorer/shared/contract/schemas";
import { Square, Terminal } from "lucide-react";
import { useState } from "react";
import { failureIn } from "#/api/client/answer-failure.ts";
import type { Exchange } from "#/api/client/transport.ts";
import { formatDuration } from "#/lib/format.ts";
import { Badge } from "#/ui/badge.tsx";
import { Choice } from "#/ui/choice.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { adviseAfter, stoppedWrite } from "#/features/console/input/advise-after.ts";
import { showRawAnswer } from "./raw-model.ts";

interface RawAnswerProps {
  /** The path of the request that it answers: another one may be typed by now. */
  readonly to: string | undefined;
  readonly decoded: string | undefined;
  readonly answer: (QueryResponse & Exchange) | undefined;
  readonly isWaiting: boolean;
  /** Why there is no answer at all. */
  readonly failure: Failure | undefined;
  readonly wasStopped: boolean;
  /** Whether what was sent may write. */
  readonly writes: boolean;
}

const views = [
  { value: "decoded", label: "Decoded" },
  { value: "raw", label: "Raw" },
  { value: "both", label: "Both" },
] as const;

/** The answer, with what it cost. */
export function RawAnswer({ to, decoded, answer, isWaiting, failure, wasStopped, writes }: RawAnswerProps) {
  const [view, setView] = useState<(typeof views)[number]["value"]>("both");
  if (isWaiting) {
    return (
      <section aria-label="Answer" aria-busy="true" className="rounded-[10px] border border-line bg-panel p-4">
        <p role="status" className="text-muted">
          Waiting for etcd…
        </p>
      </section>
    );
  }
  if (failure !== undefined) {
    return (
      <section aria-label="Answer" className="rounded-[10px] border border-line bg-panel">
        {wasStopped ? (
          <StatePanel icon={<Square />} title="Stopped">
            {writes ? stoppedWrite : "No answer was received."}
          </StatePanel>
        ) : (
          <ScreenFailure failure={failure} advice={writes ? adviseAfter(failure, true) : undefined} />
        )}
      </section>
    );
  }
  if (answer === undefined) {
    return (
      <section aria-label="Answer" className="rounded-[10px] border border-line bg-panel">
        <StatePanel icon={<Terminal />} title="No request sent yet">
          The answer appears here, decoded and raw.
        </StatePanel>
      </section>
    );
  }
  const refused = failureIn(answer);
  const advice = refused === undefined ? undefined : adviseAfter(refused, writes);
  return (
    <section aria-label="Answer" className="flex min-h-0 flex-col rounded-[10px] border border-line bg-panel">
      <header className="flex items-center gap-2 border-b border-line px-3 py-2">
        <Badge tone={answer.success ? "ok" : "bad"}>{answer.statusCode}</Badge>
        <span className="min-w-0 flex-1 truncate text-sm text-muted">
          <span className="font-mono text-text">{to}</span> · {formatDuration(answer.durationMs)} · etcd{" "}
          {formatDuration(answer.latencyMs)} · {formatBytes(answer.body.length)}
          {answer.truncated === true && " · truncated"}
        </span>
        <Choice label="Answer view" options={views} value={view} onChange={setView} />
      </header>
      {advice !== undefined && <p className="border-b border-line px-3 py-1.5 text-sm text-muted">{advice}</p>}
      <div className="flex min-h-0 flex-1 flex-col">
        {view !== "raw" && <Text label="Decoded answer" text={decoded ?? ""} />}
        {view === "both" && <div className="border-t border-line" />}
        {view !== "decoded" && <Text label="Raw answer" text={showRawAnswer(answer.body)} muted />}
      </div>
    </section>
  );
}

/** More would freeze the page; the whole is one click of the export away. */
const shownCharacters = 512 * 1024;

function Text({
  label,
  text,
  muted = false,
}: {
  readonly label: string;
  readonly text: string;
  readonly muted?: boolean;
}) {
  const left = text.length - shownCharacters;
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard
      tabIndex={0}
      role="region"
      aria-label={label}
      className={`min-h-0 flex-1 overflow-auto px-3 py-2 font-mono leading-5 whitespace-pre ${muted ? "text-muted" : "text-text"}`}
    >
      {text.slice(0, shownCharacters)}
      {left > 0 && `\n… ${left.toLocaleString("en")} more characters not shown`}
    </pre>
  );
}
