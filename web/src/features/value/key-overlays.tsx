import { describeDecoded } from "#/features/value/text/object-check.ts";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { TextFormat } from "#/stores/chosen-formats.ts";
import type { Draft } from "#/stores/drafts.ts";
import { noteWarned, useKubernetesSession } from "#/stores/layout/kubernetes-session.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { describeSize, shownDecoding, type EditorModel } from "#/features/value/text/editor-model.ts";
import { describeLayout, diffSides } from "#/features/value/text/stored-layout.ts";
import type { useWrites } from "#/features/value/write/use-writes.ts";

const DeleteDialog = lazyDialog(async () => (await import("#/features/value/write/delete-dialog.tsx")).DeleteDialog);
const ReviewDialog = lazyDialog(async () => (await import("#/features/value/write/review-dialog.tsx")).ReviewDialog);
const LeaseDialog = lazyDialog(async () => (await import("#/features/value/lease/lease-dialog.tsx")).LeaseDialog);
const NameDialog = lazyDialog(async () => (await import("#/features/value/new-key/name-dialog.tsx")).NameDialog);
const UploadDialog = lazyDialog(async () => (await import("#/features/value/file/upload-dialog.tsx")).UploadDialog);
const RelatedDialog = lazyDialog(
  async () => (await import("#/features/value/kubernetes/related-dialog.tsx")).RelatedDialog,
);
const CopyAsDialog = lazyDialog(async () => (await import("./copy-as-dialog.tsx")).CopyAsDialog);

/** Said once a session, before the first save. */
const apiServerWarning =
  "The API server caches this object, and controllers may write it again. Prefer kubectl edit while it runs.";

export type Overlay =
  | "conflict"
  | "delete"
  | "review"
  | "lease"
  | "rename"
  | "duplicate"
  | "copy-as"
  | "upload"
  | "related";

interface KeyOverlaysProps {
  readonly overlay: Overlay | undefined;
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it while it was edited. */
  readonly current: KeyValue | undefined;
  /** The format that was chosen by hand. */
  readonly chosen: TextFormat | undefined;
  readonly writes: ReturnType<typeof useWrites>;
  readonly onClose: () => void;
  /** A file was chosen in place of the value: it becomes an edit, which is reviewed. */
  readonly onUpload: (draft: Draft) => void;
  readonly onOpen: (key: Key) => void;
}

/** The dialogs that an open key can ask for. */
export function KeyOverlays({ overlay, model, current, chosen, writes, onClose, onUpload, onOpen }: KeyOverlaysProps) {
  const { save, remove, changeLease } = writes;
  const { base, value, dirty, object } = model;
  const isWarned = useKubernetesSession((session) => session.isWarned);
  const stored = current ?? base;
  return (
    <>
      {overlay === "delete" && (
        <DeleteDialog
          base={stored}
          busy={remove.isPending}
          onClose={onClose}
          onDelete={(read) => remove.mutate(read, { onSettled: onClose })}
        />
      )}
      {overlay === "review" && value !== undefined && (
        <ReviewDialog
          change={{
            over: base,
            value,
            ...diffSides(model),
            shown: model.encoding === "text" ? model.text : undefined,
            decoding: shownDecoding(model),
            note: describeDecoded(model) ?? describeLayout(model),
          }}
          size={describeSize(model)}
          chosen={chosen}
          busy={save.isPending}
          onClose={onClose}
          warning={object !== undefined && !isWarned ? apiServerWarning : undefined}
          onSave={() => {
            if (object !== undefined) noteWarned();
            onClose();
            save.mutate({ over: base, value });
          }}
        />
      )}
      {overlay === "lease" && (
        <LeaseDialog
          base={stored}
          busy={changeLease.isPending}
          onClose={onClose}
          onChange={(plan) => changeLease.mutate({ base: stored, plan }, { onSettled: onClose })}
        />
      )}
      {overlay === "upload" && <UploadDialog stored={stored} dirty={dirty} onClose={onClose} onChosen={onUpload} />}
      {overlay === "related" && <RelatedDialog stored={base} onOpen={onOpen} onClose={onClose} />}
      {overlay === "copy-as" && <CopyAsDialog model={model} onClose={onClose} />}
      {(overlay === "rename" || overlay === "duplicate") && (
        <NameDialog act={overlay} base={stored} dirty={dirty} onClose={onClose} onOpen={onOpen} />
      )}
    </>
  );
}
