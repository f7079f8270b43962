import {
  addInt64,
  asRevision,
  formatGrouped,
  parseRevision,
  subtractInt64,
  type Revision,
} from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { useRevisionClock } from "#/api/clock/use-revision-time.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useNow } from "#/lib/use-now.ts";
import { useRequestLog } from "#/stores/request-log.ts";
import { Button } from "#/ui/button.tsx";
import { Choice } from "#/ui/choice.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Field } from "#/ui/field.tsx";
import { readForm, type WatchForm } from "./model/watch-form.ts";
import type { WatchSpec } from "./model/watch-spec.ts";

interface AddWatchDialogProps {
  readonly existing: readonly WatchSpec[];
  readonly onClose: () => void;
  readonly onAdd: (spec: WatchSpec) => void;
}

const kinds = [
  { value: "prefix", label: "Prefix" },
  { value: "key", label: "Key" },
  { value: "range", label: "Range" },
  { value: "all", label: "All keys" },
] as const;
const starts = [
  { value: "now", label: "Now" },
  { value: "minutes", label: "Minutes ago" },
  { value: "revision", label: "Revision" },
] as const;
const types = [
  { value: "both", label: "Puts and deletes" },
  { value: "put", label: "Puts" },
  { value: "delete", label: "Deletes" },
] as const;

const blank: WatchForm = {
  kind: "prefix",
  key: "",
  rangeEnd: "",
  start: "now",
  revision: "",
  minutes: "5",
  only: "both",
};

/** Another watch: of what, from when, and of which events. */
export function AddWatchDialog({ existing, onClose, onAdd }: AddWatchDialogProps) {
  const { connection } = useConnected();
  const newest = useRequestLog(({ revisions }) => revisions[connection.id]);
  const [form, setForm] = useState(blank);
  const nowMs = performance.timeOrigin + useNow();
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<WatchForm>) => setForm({ ...form, ...part });
  const clock = useRevisionClock();
  const startOf = (minutes: number) => {
    const before = clock.revisionAt(nowMs - minutes * 60_000)?.revision;
    return before && asRevision(addInt64(before, 1));
  };
  const { spec, problems } = readForm(form, existing, startOf);
  const shown = isTried ? problems : {};
  const { kind } = form;
  return (
    <Dialog label="Add watch" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3.5 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (spec !== undefined) onAdd(spec);
        }}
      >
        <h2 className="text-lg font-semibold">Add watch</h2>
        <Row label="Watch">
          <Choice label="Watch" options={kinds} value={kind} onChange={(next) => change({ kind: next })} />
        </Row>
        {kind !== "all" && (
          <Field
            label={kind === "range" ? "From key" : kind === "key" ? "Key" : "Prefix"}
            mono
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type this
            autoFocus
            spellCheck={false}
            autoComplete="off"
            value={form.key}
            error={shown.key}
            placeholder={kind === "prefix" ? "/config/" : "/config/db/pool"}
            onChange={(event) => change({ key: event.target.value })}
          />
        )}
        {kind === "range" && (
          <Field
            label="To key, not included"
            mono
            spellCheck={false}
            autoComplete="off"
            value={form.rangeEnd}
            error={shown.rangeEnd}
            hint="Leave empty for all keys from the first one."
            onChange={(event) => change({ rangeEnd: event.target.value })}
          />
        )}
        <Row label="Start">
          <Choice label="Start" options={starts} value={form.start} onChange={(next) => change({ start: next })} />
        </Row>
        {form.start === "revision" && (
          <Field
            label="Start revision"
            inputMode="numeric"
            value={form.revision}
            error={shown.revision}
            hint={replayHint(parseRevision(form.revision), newest)}
            onChange={(event) => change({ revision: event.target.value })}
          />
        )}
        {form.start === "minutes" && (
          <Field
            label="Minutes ago"
            inputMode="decimal"
            value={form.minutes}
            // What the browser knows does not change by another press.
            error={problems.minutes}
            hint={replayHint(startOf(Number(form.minutes)), newest)}
            onChange={(event) => change({ minutes: event.target.value })}
          />
        )}
        <Row label="Events">
          <Choice label="Events" options={types} value={form.only} onChange={(next) => change({ only: next })} />
        </Row>
        {isTried && problems.whole !== undefined && (
          <p role="alert" className="text-bad">
            {problems.whole}
          </p>
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Add watch
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-1">
      <span aria-hidden className="text-sm text-muted">
        {label}
      </span>
      {children}
    </div>
  );
}

/** What beginning in the past costs. */
function replayHint(start: Revision | undefined, newest: Revision | undefined): string {
  const where = newest === undefined ? "" : `Current revision: ${formatGrouped(newest)}. `;
  const behind = start === undefined || newest === undefined ? 0n : subtractInt64(newest, start) + 1n;
  if (start === undefined || start === "0" || behind <= 0n) return `${where}Compacted revisions appear as a gap.`;
  return `${where}etcd replays ${behind.toLocaleString("en-US")} revisions of all keys.`;
}
