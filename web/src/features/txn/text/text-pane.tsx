import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { Copy } from "lucide-react";
import { memo, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { copyAndSay } from "#/components/copy-and-say.ts";
import type { UnreadText } from "#/stores/txn-drafts.ts";
import { formatSecretCount } from "#/lib/format.ts";
import { countTxnSecrets } from "#/lib/formats/request-secrets.ts";
import { HiddenSecret } from "#/components/hidden-secret.tsx";
import { LazyCodeEditor } from "#/ui/editor/lazy-code-editor.tsx";
import { Tab, TabList } from "#/ui/tabs.tsx";
import { useSettled } from "./use-settled.ts";
import { parseTyped, tabs, textForm, type Tab as Form, type TypedProblem } from "./text-forms.ts";
import { unreadReason } from "#/features/txn/builder/builder-model.ts";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

interface TextPaneProps {
  readonly request: TxnRequest;
  readonly connection: Connection;
  readonly acts: BuilderActs;
  /** What was typed here and cannot be read; the rows mean something else. */
  readonly unread: UnreadText | undefined;
  /** Whether it is told what is wrong with that: not at every key. */
  readonly isTold: boolean;
}

const languages = { etcdctl: "etcdctl txn", JSON: "JSON", curl: "shell", Go: "Go" } as const;

/** The right pane: the transaction as text. etcdctl's and JSON can be typed, and the rows follow. */
export const TextPane = memo(function TextPane(props: TextPaneProps) {
  const { request, connection, acts, unread, isTold } = props;
  const [picked, setTab] = useState<Form>("etcdctl");
  const tab = unread?.form ?? picked;
  // What is being typed and means what the rows mean; undefined: the text is made from the rows.
  const [typed, setTyped] = useState<string>();
  const wrong = unread === undefined || !isTold ? undefined : problemOf(unread);
  // What was typed here stays in sight.
  const [isRevealed, setRevealed] = useState(false);
  const secrets = typed === undefined && unread === undefined ? countTxnSecrets(request) : 0;
  const isHidden = secrets > 0 && !isRevealed;
  const formOf = (meant: TxnRequest) => textForm(tab, meant, connection, location.origin);
  // The rows answer a keystroke first; this text follows.
  const form = formOf(useSettled(request));
  const shown = unread?.text ?? typed ?? form.text;
  useAct(
    "txn.copy",
    () => {
      const { copied, text } = formOf(request);
      void copy(copied ?? text, tab);
    },
    unread !== undefined ? unreadReason : isHidden ? "Reveal the Secret data first" : undefined,
  );

  const pick = (next: Form) => {
    setTab(next);
    setTyped(undefined);
  };
  const type = (text: string) => {
    const parsed = parseTyped(tab, text);
    setRevealed(true);
    if ("request" in parsed) {
      setTyped(text);
      acts.retype(showDraft(parsed.request));
      return;
    }
    setTab(tab);
    setTyped(undefined);
    if (tab === "etcdctl" || tab === "JSON") acts.keepUnread({ form: tab, text });
  };
  return (
    <section
      aria-label="Transaction as text"
      className="flex min-h-0 min-w-0 flex-col rounded-[10px] border border-line bg-panel"
    >
      <div className="flex items-center border-b border-line pr-2 pl-2">
        <TabList aria-label="Format" className="flex-1">
          {tabs.map((name) => (
            <Tab
              key={name}
              id={`txn-tab-${name}`}
              isShown={tab === name}
              aria-controls="txn-text"
              disabled={unread !== undefined && tab !== name}
              title={unread !== undefined && tab !== name ? unreadReason : undefined}
              onClick={() => pick(name)}
            >
              {name}
            </Tab>
          ))}
        </TabList>
        <ActButton act="txn.copy" variant="ghost" label={null} icon={<Copy />} className="w-7 px-0" />
      </div>
      <div id="txn-text" role="tabpanel" aria-labelledby={`txn-tab-${tab}`} className="flex min-h-0 flex-1 flex-col">
        {isHidden ? (
          <HiddenSecret
            what="The transaction contains"
            count={formatSecretCount(secrets)}
            onShow={() => setRevealed(true)}
          />
        ) : form.unavailable !== undefined && typed === undefined && unread === undefined ? (
          <p className="p-3 whitespace-pre-line text-muted">
            <span className="mb-1 block font-medium text-text">etcdctl cannot express this transaction.</span>
            {form.unavailable}
          </p>
        ) : (
          <div className="min-h-0 flex-1">
            <LazyCodeEditor
              key={tab}
              aria-label={`Transaction as ${tab}`}
              language={languages[tab]}
              readOnly={!form.editable && unread === undefined}
              text={shown}
              wraps
              problem={wrong?.mark}
              onChange={type}
              onBlur={() => setTyped(undefined)}
            />
          </div>
        )}
        <div aria-live="polite" className="px-3">
          {wrong !== undefined && <p className="border-t border-line py-2 text-sm text-bad">{wrong.problem}</p>}
          {wrong === undefined && form.notes.length > 0 && (
            <ul className="border-t border-line py-2 text-sm text-muted">
              {form.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </section>
  );
});

function problemOf({ form, text }: UnreadText): TypedProblem | undefined {
  const parsed = parseTyped(form, text);
  return "problem" in parsed ? parsed : undefined;
}

async function copy(text: string, tab: Form): Promise<void> {
  await copyAndSay(text, `Copied transaction as ${tab}`);
}
