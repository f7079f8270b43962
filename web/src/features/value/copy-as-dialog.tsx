import { readKeyObject } from "#/lib/kubernetes/key-object.ts";
import type { At } from "@etcd-explorer/shared/model/at";
import type { EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import { saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { noLease } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { CopyAs } from "#/components/copy-as.tsx";
import { LabelledChoice } from "#/ui/labelled-choice.tsx";
import { KubectlCommands } from "#/features/value/kubernetes/kubectl-commands.tsx";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

interface CopyAsDialogProps {
  readonly model: EditorModel;
  readonly onClose: () => void;
}

const acts = ["read", "write", "save"] as const;
type Act = (typeof acts)[number];
const actLabels: Record<Act, string> = {
  read: "Get key",
  write: "Put (unconditional)",
  save: "Save (only if unchanged)",
};

/** The same request in other words, to be copied: reading the key, writing its value, or the save that is pending. */
export function CopyAsDialog({ model, onClose }: CopyAsDialogProps) {
  const { connection, at } = useConnected();
  const canSave = model.dirty && model.value !== undefined;
  const [act, setAct] = useState<Act>(canSave ? "save" : "read");
  const named = readKeyObject(model.base);
  const what = (
    <LabelledChoice
      label="Request"
      options={at === "live" ? acts.filter((name) => name !== "save" || canSave) : ["read"]}
      chosen={act}
      onChoose={setAct}
      words={(name) => actLabels[name]}
    />
  );
  return (
    <CopyAs
      title="Copy as"
      request={requestFor(act, model, at)}
      target={equivalentTarget(connection)}
      what={what}
      also={named && <KubectlCommands name={named.name} />}
      onClose={onClose}
    />
  );
}

function requestFor(act: Act, { base, value }: EditorModel, at: At): EquivalentRequest {
  const { key, lease } = base;
  switch (act) {
    case "read":
      return { kind: "range", request: { key, ...(at !== "live" && { revision: at }) } };
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
