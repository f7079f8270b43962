import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { ArrowLeft } from "lucide-react";
import { diffTexts } from "#/lib/diff/line-diff.ts";
import { Button } from "#/ui/button.tsx";
import { DiffList } from "#/ui/list/diff-list.tsx";
import { changeTexts } from "./import-change-model.ts";
import type { OpenedLine } from "#/features/transfer/transfer-messages.ts";

interface ImportChangeProps {
  readonly opened: OpenedLine | { readonly failure: Failure };
  readonly onClose: () => void;
}

/** One key of the file beside what is there: what the import would change, line by line. */
export function ImportChange({ opened, onClose }: ImportChangeProps) {
  return (
    <section aria-label="Import change" className="flex h-[28vh] flex-col rounded-md border border-line bg-bg">
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-1.5 py-1">
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the row that was pressed is gone */}
        <Button variant="ghost" autoFocus onClick={onClose}>
          <ArrowLeft /> Back to list
        </Button>
        {"key" in opened && (
          <>
            <span className="min-w-0 flex-1 truncate font-mono" title={formatKey(opened.key)}>
              {formatKey(opened.key)}
            </span>
            <span className="shrink-0 pr-2 text-sm text-muted">{describeLeases(opened)}</span>
          </>
        )}
      </div>
      <div className="min-h-0 flex-1">
        {"failure" in opened ? (
          <p role="alert" className="p-3 text-bad">
            {describeFailure(opened.failure)}
          </p>
        ) : (
          <Change opened={opened} />
        )}
      </div>
    </section>
  );
}

function Change({ opened }: { readonly opened: OpenedLine }) {
  const { before, after, note } = changeTexts(opened);
  const lines = diffTexts(before, after);
  if (lines === undefined) return <p className="p-3 text-muted">Too many changed lines to compare</p>;
  if (lines.length === 0) return <p className="p-3 text-muted">Empty value</p>;
  return <DiffList label="Old and new value" lines={lines} note={note} />;
}

function describeLeases({ before, after }: OpenedLine): string {
  if (after.lease === undefined) return before === undefined ? "" : `lease: ${nameLease(before.lease)}`;
  if (before === undefined || before.lease === after.lease) return `lease: ${nameLease(after.lease)}`;
  return `lease: ${nameLease(before.lease)} → ${nameLease(after.lease)}`;
}

function nameLease(lease: LeaseId): string {
  return lease === noLease ? "none" : formatLeaseHex(lease);
}
