import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import type { EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import { spellings, spellRequest, type Spelling } from "@etcd-explorer/shared/command/equivalents/spell-request";
import { saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { noLease } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { copyText } from "#/lib/clipboard.ts";
import { notify } from "#/stores/notices.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { LabelledChoice } from "#/ui/labelled-choice.tsx";
import { SpelledRequest } from "#/ui/spelled-request.tsx";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

interface CopyAsDialogProps {
  readonly model: EditorModel;
  readonly onClose: () => void;
}

const acts = ["read", "write", "save"] as const;
type Act = (typeof acts)[number];
const actLabels: Record<Act, string> = {
  read: "Read this key",
  write: "Write this value, whatever is there",
  save: "Save as the button does",
};

/** The same request in other words, to be copied: reading the key, writing its value, or the save that is pending. */
export function CopyAsDialog({ model, onClose }: CopyAsDialogProps) {
  const { connection } = useConnected();
  const canSave = model.dirty && model.value !== undefined;
  const [act, setAct] = useState<Act>(canSave ? "save" : "read");
  const [spelling, setSpelling] = useState<Spelling>("etcdctl");
  const place = { target: equivalentTarget(connection), queryUrl: `${location.origin}${endpoints.query.path}` };
  const said = spellRequest(requestFor(act, model), spelling, place);
  const copy = async (text: string) => {
    const done = await copyText(text);
    notify(done ? `Copied as ${spelling}` : "The browser let nothing be copied", done ? "ok" : "bad");
    if (done) onClose();
  };
  return (
    <Dialog label="Copy as" onClose={onClose} className="w-[min(820px,calc(100vw-48px))]">
      <div className="flex max-h-[calc(76vh-2px)] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Copy as</h2>
        <div className="flex flex-wrap gap-4">
          <LabelledChoice
            label="What"
            options={acts.filter((name) => name !== "save" || canSave)}
            chosen={act}
            onChoose={setAct}
            words={(name) => actLabels[name]}
          />
          <LabelledChoice
            label="In the words of"
            options={spellings}
            chosen={spelling}
            onChoose={setSpelling}
            words={(name) => name}
          />
        </div>
        <SpelledRequest spelling={spelling} said={said} onCopy={(text) => void copy(text)} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function requestFor(act: Act, { base, value }: EditorModel): EquivalentRequest {
  const { key, lease } = base;
  switch (act) {
    case "read":
      return { kind: "range", request: { key } };
    case "write":
      return {
        kind: "put",
        request: { key, value: value ?? base.value, ...(lease === noLease ? {} : { lease }) },
      };
    case "save":
      return { kind: "txn", request: saveTxn(base, value ?? base.value) };
    default:
      return act satisfies never;
  }
}
