import { countAgainstLimit } from "@etcd-explorer/shared/txn/check/txn-check";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { laneNames, type TxnLane } from "@etcd-explorer/shared/model/txn-path";
import { FlaskConical, FolderOpen, FolderTree, History, Link2, Play, Trash2 } from "lucide-react";
import { useLayoutEffect, useRef, useState, type ComponentType, type KeyboardEvent } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import type { PickedKey } from "#/lib/key-drag.ts";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { useDraftsKept } from "#/stores/draft-storage.ts";
import { notify, notifyRefusal } from "#/stores/notices.ts";
import { txnStorage } from "#/stores/txn-drafts.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { UnkeptBadge } from "#/ui/unkept-badge.tsx";
import { unreadReason } from "#/features/txn/builder/builder-model.ts";
import { describeRefusal } from "#/features/txn/run/dry-words.ts";
import { DryRunPanel } from "#/features/txn/run/dry-run-panel.tsx";
import { KeyOptions, type SuggestKeys } from "#/features/txn/rows/key-options.tsx";
import { Lane } from "#/features/txn/rows/lane.tsx";
import { moveRowByKey } from "#/features/txn/rows/row-keys.ts";
import { RowFocus, RowFocusContext } from "#/features/txn/rows/row-focus.ts";
import { OperationCount } from "./operation-count.tsx";
import { ResultsView } from "#/features/txn/run/results-view.tsx";
import { SharedBanner } from "./shared-banner.tsx";
import { TextPane } from "#/features/txn/text/text-pane.tsx";
import { TemplateGallery } from "#/features/txn/templates/template-gallery.tsx";
import { UnusedLeases } from "./unused-leases.tsx";
import { TxnDialogs } from "./txn-dialogs.tsx";
import { useBuilder } from "#/features/txn/builder/use-builder.ts";
import { useTxnActs } from "./use-txn-acts.ts";
import { screenPlace } from "#/ui/screen-place.ts";

interface TxnScreenProps {
  readonly suggestKeys: SuggestKeys;
  /** The cluster's keys to pick from. */
  readonly picker: ComponentType<PickerProps>;
}

interface PickerProps {
  /** Adds a key to the end of a list. */
  readonly onPick: (picked: PickedKey, lane: TxnLane) => void;
  readonly onClose: () => void;
}

/** The transaction builder: conditions and operations as rows, the same as text, a dry run, and the commit. */
export function TxnScreen({ suggestKeys, picker: Picker }: TxnScreenProps) {
  const builder = useBuilder();
  const { connection, title, draft, unread, acts, model, leaseNames } = builder;
  const { run, stale, dry, dryError, commit, dialog, template, openTemplates, close } = useTxnActs(builder);
  const survivesReload = useDraftsKept(txnStorage);
  const rows = useRef<HTMLDivElement>(null);
  const [picks, setPicks] = useState(false);
  useAct("txn.open-keys", () => (picks ? runAct("keys.focus") : setPicks(true)));
  // What is typed is wrong at nearly every key; nothing can be sent meanwhile, but it is not told yet.
  const typed = useShownProblem(unread, unread?.text);
  const isTyping = unread !== undefined && typed.shown === undefined;
  const unsendable = useShownProblem(model.unsendable, draft);
  const branch = run?.branches.get("");
  const fails = run !== undefined && describeRefusal(run) !== undefined;
  const context = { model, run, acts };
  const lanes = [
    ["success", "THEN", "text-ok", "txn.add-then"],
    ["failure", "ELSE", "text-warn", "txn.add-else"],
  ] as const;

  const [focus] = useState(() => new RowFocus());
  // After every drawing: an act that changed nothing leaves no request behind for a later one.
  useLayoutEffect(() => {
    focus.focusPending(document.activeElement);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => moveRowByKey(event, { focus, draft, acts });
  const count = draft.compare.length + model.operations;
  const isEmpty = count === 0 && unread === undefined;

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to the rows within, which have the focus
    <div
      className="flex h-full flex-col gap-3 overflow-hidden px-[22px] py-4 max-lg:overflow-auto max-md:px-3"
      onKeyDown={onKeyDown}
    >
      <header className="flex items-center gap-2 max-md:flex-wrap">
        <h1 className="text-xl font-semibold">Transaction</h1>
        <input
          aria-label="Transaction title"
          placeholder="Add a title"
          value={title}
          onChange={(event) => acts.setTitle(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-md border border-transparent bg-transparent px-1.5 text-muted max-md:min-w-40 hover:border-line focus:border-line focus:text-text"
        />
        {!survivesReload && !isEmpty && <UnkeptBadge />}
        <ActButton act="txn.open-keys" variant="ghost" label={null} icon={<FolderTree />} className="w-7 px-0" />
        <ActButton act="txn.clear" variant="ghost" label={null} icon={<Trash2 />} className="w-7 px-0" />
        <ActButton act="txn.share" variant="ghost" label={null} icon={<Link2 />} className="w-7 px-0" />
        <ActButton act="txn.history" variant="ghost" label={null} icon={<History />} className="w-7 px-0" />
        <ActButton act="txn.templates" label="Templates" icon={<FolderOpen />} />
        <ActButton act="txn.dry-run" label="Dry run" icon={<FlaskConical />} busy={dry.isPending} />
        <ActButton act="txn.commit" label="Commit" variant="primary" icon={<Play />} busy={commit.isPending} />
      </header>
      <SharedBanner isEmpty={isEmpty} acts={acts} />
      <datalist id="txn-leases">
        {leaseNames.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <KeyOptions within={rows} suggest={suggestKeys} />
      <div
        className={classNames(
          "grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_clamp(280px,29vw,420px)] gap-3.5",
          // Where there is no room for two, the text stands below the rows, and all of it scrolls as one.
          "max-lg:min-h-fit max-lg:flex-none max-lg:auto-rows-[minmax(240px,auto)] max-lg:grid-cols-[minmax(0,1fr)]!",
          // Where there is no room for three, the keys take the place of the text.
          picks && "grid-cols-[260px_minmax(0,1fr)]! xl:grid-cols-[260px_minmax(0,1fr)_clamp(280px,26vw,420px)]!",
        )}
      >
        {picks && (
          <Picker
            onPick={(picked, lane) => {
              if (unread !== undefined) return notifyRefusal(unreadReason);
              acts.addKey(picked, { owner: "", lane });
              notify(`Added ${formatKey(picked.key)} to ${laneNames[lane]}`);
            }}
            onClose={() => {
              setPicks(false);
              rows.current?.focus();
            }}
          />
        )}
        <div
          ref={rows}
          tabIndex={-1}
          {...unsendable.watch}
          className="flex min-h-0 min-w-0 flex-col gap-3 overflow-auto pr-0.5 pb-2 max-lg:overflow-visible"
        >
          {isEmpty && <TemplateGallery onPick={openTemplates} />}
          {typed.shown !== undefined && (
            <div
              role="alert"
              className="flex items-center gap-2 rounded-md border border-line bg-warn-bg px-3 py-1.5 text-warn"
            >
              <p className="min-w-0 flex-1">
                Invalid {typed.shown.form} text: nothing can be sent. The rows show the last valid version.
              </p>
              <Button onClick={acts.takeRows}>Use rows</Button>
            </div>
          )}
          <RowFocusContext value={focus}>
            <div
              {...screenPlace}
              inert={unread !== undefined}
              className={classNames("flex flex-col gap-3", typed.shown !== undefined && "opacity-50")}
            >
              <section aria-label="IF" className="rounded-[10px] border border-line bg-panel p-3">
                <h2 className="mb-2 font-medium text-muted">
                  IF <span className="pl-1 font-normal">all conditions hold</span>
                </h2>
                <Lane
                  {...context}
                  at={{ owner: "", lane: "compare" }}
                  draft={draft}
                  label="Conditions"
                  addAct="txn.add-condition"
                />
              </section>
              <div className="grid grid-cols-[repeat(auto-fit,minmax(min(380px,100%),1fr))] gap-3">
                {lanes.map(([lane, name, tone, act]) => (
                  <section
                    key={lane}
                    aria-label={name}
                    className={classNames(
                      "rounded-[10px] border bg-panel p-3",
                      branch !== lane
                        ? "border-line"
                        : fails
                          ? "border-bad"
                          : lane === "success"
                            ? "border-ok"
                            : "border-warn",
                    )}
                  >
                    <h2 className={classNames("mb-2 flex items-center gap-2 font-semibold", tone)}>
                      {name}
                      {branch === lane && (
                        <Badge tone={fails ? "bad" : lane === "success" ? "ok" : "warn"}>
                          {fails ? "would fail" : stale ? "would have run" : "would run now"}
                        </Badge>
                      )}
                    </h2>
                    <Lane
                      {...context}
                      at={{ owner: "", lane }}
                      draft={draft}
                      label={`${name} operations`}
                      addAct={act}
                    />
                  </section>
                ))}
              </div>
            </div>
          </RowFocusContext>
          <UnusedLeases request={model.request} />
          <DryRunPanel request={model.request} run={run} stale={stale} error={dryError} />
          {commit.data !== undefined && <ResultsView key={commit.submittedAt} {...commit.data} />}
        </div>
        <div className={classNames("grid min-h-0 min-w-0 max-lg:h-72", picks && "max-xl:hidden")} {...typed.watch}>
          <TextPane
            request={model.request}
            connection={connection}
            acts={acts}
            unread={unread}
            isTold={typed.shown !== undefined}
          />
        </div>
      </div>
      <OperationCount count={countAgainstLimit(model.request)} unsendable={isTyping ? undefined : unsendable.shown} />
      <TxnDialogs
        builder={builder}
        dialog={dialog}
        template={template}
        onClose={close}
        run={stale ? undefined : run}
        onCommit={() => commit.mutate()}
      />
    </div>
  );
}
