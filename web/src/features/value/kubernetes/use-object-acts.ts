import { useAct } from "#/acts/use-act.ts";
import { mayBeObject } from "#/lib/formats/is-kubernetes.ts";
import { revealSecret } from "#/stores/layout/kubernetes-session.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";

/** What can be done with an object of Kubernetes, or a Secret whatever it is stored as. */
export function useObjectActs(draftId: string, { base, dirty, secret }: EditorModel, onRelated: () => void): void {
  const unsaved = dirty ? "Save or discard the edit first" : undefined;
  useAct(
    "secret.reveal",
    () => revealSecret(draftId, secret === "masked"),
    secret === undefined ? "Not a Secret" : unsaved,
  );
  useAct("object.related", onRelated, mayBeObject(base.value) ? undefined : "Not a Kubernetes object");
}
