import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import type { Encoding } from "#/lib/formats/encodings.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { setValueView, useValueView, type ValueView } from "#/stores/layout/value-views.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { hasStructure } from "./structure-view.tsx";

interface ViewOptions {
  /** The value is of a past revision, and is another one now. */
  readonly hasDiffToNow: boolean;
  readonly onEncoding: (next: Encoding) => void;
  readonly onShow: () => void;
}

/**
 * How the open value is looked at, and the acts that change that. In an encoding it is edited: one view, one spelling.
 * `onEncoding`: what is edited goes on in another encoding. `onShow`: the value is to be seen, whatever was before.
 */
export function useViewActs(draftId: string, model: EditorModel, { hasDiffToNow, onEncoding, onShow }: ViewOptions) {
  const { base, encoding, value, dirty, object, secret, decoding } = model;
  const wanted = useValueView(draftId);
  // "Edit value": the editor takes the focus, from another view once it is there.
  const [focusAsked, setFocusAsked] = useState(0);
  const show = (next: ValueView) => {
    setValueView(draftId, next);
    onShow();
  };
  const askFocus = () => {
    setFocusAsked((times) => times + 1);
    show(encoding);
  };
  const leaveEditor = (to: ValueView) => {
    setFocusAsked(0);
    show(to);
  };
  const edit = (next: Encoding) => {
    // Of hex that is looked at by "Edit value" alone the focus would come along to the text.
    setFocusAsked(0);
    if (next !== encoding) onEncoding(next);
    show(next);
  };
  const unclear = value === undefined ? "Fix the value first" : undefined;
  const noText =
    object !== undefined
      ? "Kubernetes objects are shown as YAML or JSON"
      : decodeUtf8(value ?? base.value) === undefined
        ? "The value is not UTF-8 text"
        : undefined;
  const noObject = object === undefined ? "Not a Kubernetes object that can be read" : undefined;
  const masked = secret === "masked" ? "Reveal the Secret first" : undefined;
  const noTree = hasTreeOf(model) ? undefined : (masked ?? "This format has no tree view");
  const hasDiff = dirty || hasDiffToNow;
  const noDiff = hasDiff ? undefined : "No changes";
  useAct("value.focus", askFocus);
  useAct("value.text", () => edit("text"), encoding === "text" ? undefined : (unclear ?? noText));
  useAct("value.yaml", () => edit("kube-yaml"), noObject ?? (encoding === "kube-yaml" ? undefined : unclear));
  useAct("value.json", () => edit("kube-json"), noObject ?? (encoding === "kube-json" ? undefined : unclear));
  const undecoded =
    decoding === undefined
      ? "Not decoded: choose a decoder first"
      : decoding.read(askedValue(value ?? base.value))?.text === undefined
        ? "The value cannot be decoded"
        : undefined;
  useAct("value.decoded", () => edit("decoded"), undecoded ?? masked ?? (encoding === "decoded" ? undefined : unclear));
  useAct("value.hex", () => edit("hex"), encoding === "hex" ? undefined : (masked ?? unclear));
  useAct("value.base64", () => edit("base64"), encoding === "base64" ? undefined : (masked ?? unclear));
  useAct("value.wire", () => leaveEditor("wire"), noObject ?? masked);
  useAct("value.tree", () => leaveEditor("tree"), noTree);
  useAct("value.diff", () => leaveEditor("diff"), noDiff);
  return { view: viewOf(wanted, model, hasDiff), focusAsked, askFocus };
}

/** What is shown: what was asked for, where there is such a thing; an object of Kubernetes that cannot be read as its fields. */
export function viewOf(wanted: ValueView | undefined, model: EditorModel, hasDiff = model.dirty): ValueView {
  const { format, dirty, encoding, object, secret } = model;
  if (wanted === "diff" && hasDiff) return "diff";
  const hasTree = hasTreeOf(model);
  if (wanted === "tree" && hasTree) return "tree";
  if (wanted === "wire" && object !== undefined && secret !== "masked") return "wire";
  return wanted === undefined && format === "Kubernetes" && hasTree && object === undefined && !dirty
    ? "tree"
    : encoding;
}

/** A Secret that cannot be decoded has none while it is masked: nothing tells its data from the rest. */
function hasTreeOf({ format, object, secret, text }: EditorModel): boolean {
  if (secret === "masked" && object === undefined) return format === "JSON" && text.startsWith("{");
  return hasStructure(format);
}
