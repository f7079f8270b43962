import { undoLimitBytes, type BulkPlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { ArrowRight, Ban, Copy, Equal, TriangleAlert, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { formatCount, formatKeyCount } from "#/lib/format.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { etcdctlLines } from "./bulk-words.ts";

const rowHeight = 24;
const rowsShown = 7;

interface PlanViewProps {
  readonly plan: BulkPlan;
  readonly newLeaseSeconds?: bigint;
}

/** What a plan found: how much, from where to where, and what stands in the way. */
export function PlanView({ plan, newLeaseSeconds }: PlanViewProps) {
  const { sample, count } = plan;
  const commands = etcdctlLines(plan);
  return (
    <div className="flex flex-col gap-3 pt-2">
      <dl className="grid grid-cols-[repeat(4,minmax(0,1fr))] gap-px overflow-hidden rounded-md border border-line bg-line">
        <Fact name="Keys">{formatGrouped(count)}</Fact>
        <Fact name="Size">{`${plan.size.exact ? "" : "over "}${formatBytes(plan.size.bytes)}`}</Fact>
        <Fact name="With lease">{leasesInWords(plan)}</Fact>
        <Fact name="Revision">{formatGrouped(plan.revision)}</Fact>
      </dl>
      <Notes plan={plan} newLeaseSeconds={newLeaseSeconds} />
      {count > 0 && (
        <section aria-label="Planned keys" className="rounded-md border border-line">
          <div className="flex justify-between gap-4 border-b border-line px-3 py-1 text-sm text-muted">
            <span className="truncate">
              First <span className="font-mono text-text">{formatKey(plan.first ?? new Uint8Array())}</span>
            </span>
            <span className="truncate">
              Last <span className="font-mono text-text">{formatKey(plan.last ?? new Uint8Array())}</span>
            </span>
          </div>
          <div style={{ height: Math.min(sample.length, rowsShown) * rowHeight }}>
            <VirtualRows
              role="group"
              aria-label={sample.length === count ? "All keys" : `The first ${sample.length} keys`}
              className="h-full overflow-auto font-mono"
              count={sample.length}
              rowHeight={rowHeight}
              fitsWidth
              renderRow={(index) => {
                const row = sample[index];
                if (row === undefined) return null;
                return (
                  <div className="flex h-6 items-center gap-2 px-3">
                    <span className="truncate" title={formatKey(row.key)}>
                      {formatKey(row.key)}
                    </span>
                    {row.target !== undefined && (
                      <>
                        <ArrowRight aria-label="to" className="size-3.5 shrink-0 text-muted" />
                        <span className="truncate text-accent" title={formatKey(row.target)}>
                          {formatKey(row.target)}
                        </span>
                      </>
                    )}
                  </div>
                );
              }}
            />
          </div>
          {sample.length < count && (
            <p className="border-t border-line px-3 py-1 text-sm text-muted">
              and {formatKeyCount(count - sample.length)} more
            </p>
          )}
        </section>
      )}
      {count > 0 && (
        <details className="text-sm">
          <summary className="text-muted">Equivalent etcdctl commands</summary>
          <div className="mt-1 flex items-start gap-2 rounded-md border border-line bg-bg p-2">
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard */}
            <pre tabIndex={0} className="min-w-0 flex-1 overflow-auto font-mono">
              {commands}
            </pre>
            <Button
              variant="ghost"
              aria-label="Copy commands"
              onClick={() => void copyAndSay(commands, "Copied commands")}
            >
              <Copy />
            </Button>
          </div>
        </details>
      )}
    </div>
  );
}

function leasesInWords({ leases }: BulkPlan): string {
  if (!leases.exact) return "not read";
  if (leases.keys === 0) return "none";
  return `${formatGrouped(leases.keys)} (${formatCount(formatGrouped(leases.leases), "lease", "leases")})`;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="bg-panel px-3 py-1.5">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="truncate font-semibold">{children}</dd>
    </div>
  );
}

function Notes({ plan, newLeaseSeconds }: { readonly plan: BulkPlan; readonly newLeaseSeconds: bigint | undefined }) {
  const { existing, equal, blocked, undoable, request } = plan;
  const { act } = request;
  return (
    <ul className="flex flex-col gap-1">
      {blocked !== undefined && (
        <Note tone="bad" icon={<Ban />}>
          {blocked}
        </Note>
      )}
      {existing.count > 0 && (
        <Note tone="warn" icon={<TriangleAlert />}>
          {formatCount(formatGrouped(existing.count), "target already exists", "targets already exist")}, for example{" "}
          <span className="font-mono">{formatKey(existing.sample[0] ?? new Uint8Array())}</span>
          {(act.kind === "copy" || act.kind === "move") && existingWords[act.onExisting]}
        </Note>
      )}
      {equal > 0 && (
        <Note tone="muted" icon={<Equal />}>
          {formatCount(formatGrouped(equal), "target is", "targets are")} already equal and not written
          {act.kind === "move" ? ": only the source keys are deleted." : "."}
        </Note>
      )}
      {act.kind === "lease" && act.lease !== noLease && (
        <Note tone="warn" icon={<TriangleAlert />}>
          etcd deletes these keys when lease {formatLeaseHex(act.lease)} ends.
        </Note>
      )}
      {newLeaseSeconds !== undefined && (
        <Note tone="warn" icon={<TriangleAlert />}>
          etcd deletes these keys {formatTtl(newLeaseSeconds)} after the start unless the lease is kept alive.
        </Note>
      )}
      {plan.count > 0 && blocked === undefined && (
        <Note tone={undoable ? "muted" : "warn"} icon={undoable ? <Undo2 /> : <TriangleAlert />}>
          {undoable
            ? "Can be undone while this tab is open and the keys are unchanged."
            : act.kind === "delete" && !act.keep
              ? "Cannot be undone: deleted keys are not kept."
              : `Can be undone only in part: this tab keeps at most ${formatBytes(undoLimitBytes)}.`}
        </Note>
      )}
    </ul>
  );
}

const existingWords = {
  stop: ".",
  skip: "; those keys are skipped.",
  overwrite: "; they are replaced.",
} as const;

function Note({ tone, icon, children }: { tone: "bad" | "warn" | "muted"; icon: ReactNode; children: ReactNode }) {
  return (
    <li
      className={classNames(
        "flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0",
        tone === "bad" && "text-bad",
        tone === "warn" && "text-warn",
        tone === "muted" && "text-muted",
      )}
    >
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}
