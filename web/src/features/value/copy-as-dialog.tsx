import { endpoints } from "@etcd-explorer/shared/contract/endpoints";
import { formatCurlToEtcd, formatCurlToWorker } from "@etcd-explorer/shared/equivalents/curl";
import { formatEtcdctl } from "@etcd-explorer/shared/equivalents/etcdctl";
import { formatGo } from "@etcd-explorer/shared/equivalents/go";
import { formatJsonBody } from "@etcd-explorer/shared/equivalents/json-body";
import type { EquivalentRequest } from "@etcd-explorer/shared/equivalents/request";
import type { Equivalent } from "@etcd-explorer/shared/equivalents/target";
import { saveTxn } from "@etcd-explorer/shared/guarded-write";
import { noLease } from "@etcd-explorer/shared/int64";
import { Copy } from "lucide-react";
import { useState } from "react";
import { useConnected } from "#/api/connection-context.tsx";
import { equivalentTarget } from "#/api/equivalent-target.ts";
import { copyText } from "#/lib/clipboard.ts";
import { notify } from "#/stores/notices.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import type { EditorModel } from "./editor-model.ts";

interface CopyAsDialogProps {
  readonly model: EditorModel;
  readonly onClose: () => void;
}

const spellings = ["etcdctl", "curl to etcd", "curl to the explorer", "JSON", "Go"] as const;
type Spelling = (typeof spellings)[number];
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
  const target = equivalentTarget(connection);
  const request = requestFor(act, model);
  const said = say(request, spelling);

  function say(asked: EquivalentRequest, as: Spelling): Equivalent {
    switch (as) {
      case "etcdctl":
        return formatEtcdctl(asked, target);
      case "curl to etcd":
        return formatCurlToEtcd(asked, target);
      case "curl to the explorer":
        return formatCurlToWorker(asked, target, `${location.origin}${endpoints.query.path}`);
      case "JSON":
        return formatJsonBody(asked);
      case "Go":
        return formatGo(asked);
      default:
        return as satisfies never;
    }
  }
  const copy = async (text: string) => {
    const done = await copyText(text);
    notify(done ? `Copied as ${spelling}` : "The browser let nothing be copied", done ? "ok" : "bad");
    if (done) onClose();
  };
  return (
    <Dialog label="Copy as" onClose={onClose} className="w-[min(820px,calc(100vw-48px))]">
      <div className="flex max-h-[76vh] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Copy as</h2>
        <div className="flex flex-wrap gap-4">
          <Choice
            label="What"
            options={acts.filter((name) => name !== "save" || canSave)}
            chosen={act}
            onChoose={setAct}
            words={(name) => actLabels[name]}
          />
          <Choice
            label="In the words of"
            options={spellings}
            chosen={spelling}
            onChoose={setSpelling}
            words={(name) => name}
          />
        </div>
        {"unavailable" in said ? (
          <p className="rounded-md bg-warn-bg px-3 py-2 whitespace-pre-line text-warn">{said.unavailable}</p>
        ) : (
          <>
            <textarea
              readOnly
              aria-label={`As ${spelling}`}
              rows={12}
              spellCheck={false}
              value={said.text.length > longestShown ? `${said.text.slice(0, longestShown)}…` : said.text}
              className="min-h-0 resize-none rounded-md border border-line bg-bg px-2.5 py-1.5 font-mono"
            />
            {said.notes.map((note) => (
              <p key={note} className="text-sm text-muted">
                {note}
              </p>
            ))}
          </>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            disabled={"unavailable" in said}
            onClick={() => void ("text" in said && copy(said.text))}
          >
            <Copy /> Copy
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Copying gives all of it; the screen need not. */
const longestShown = 20_000;

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

interface ChoiceProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly words: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
}

function Choice<Option extends string>({ label, options, chosen, words, onChoose }: ChoiceProps<Option>) {
  return (
    <label className="flex items-center gap-2 text-sm text-muted">
      {label}
      <select
        className="h-7 rounded-md border border-line bg-bg px-1.5 text-text"
        value={chosen}
        onChange={(event) => {
          const next = options.find((option) => option === event.target.value);
          if (next !== undefined) onChoose(next);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
