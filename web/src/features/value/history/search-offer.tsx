import { describeFailure, type Failure } from "@etcd-explorer/shared/model/failure";
import { compareInt64, formatGrouped, parseInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { nearestPart, type Unsearched } from "@etcd-explorer/shared/read/history/replay";
import { mostSilentReplay } from "@etcd-explorer/shared/read/live/live-state";
import { LoaderCircle, SearchCheck } from "lucide-react";
import { Fragment, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { formatCount } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { isFocusFree } from "#/ui/lost-focus.ts";
import type { SearchState } from "./use-key-search.ts";

interface SearchOfferProps {
  /** What is not known yet; undefined: nothing, or older versions come first. */
  readonly unsearched: Unsearched | undefined;
  readonly newest: Revision;
  readonly state: SearchState | undefined;
  readonly onStart: (asked: Unsearched) => void;
  readonly onStop: () => void;
}

/** Offers to find deletes and what was deleted, and says first what that costs; a costly replay is asked for twice. */
export function SearchOffer({ unsearched, newest, state, onStart, onStop }: SearchOfferProps) {
  const [asks, setAsks] = useState(false);
  // After a cancel the focus goes back to where one came from; before, the list has it.
  const [wasCancelled, setWasCancelled] = useState(false);
  const takesFocus = wasCancelled ? takeFocus : null;
  const cancel = () => {
    setAsks(false);
    setWasCancelled(true);
    onStop();
  };
  const isCostly = unsearched !== undefined && unsearched.cost > mostSilentReplay;
  const near = isCostly ? nearestPart(unsearched, newest, mostSilentReplay) : unsearched;
  const isRunning = state?.kind === "running";
  useAct(
    "history.search",
    () => {
      if (near !== undefined) onStart(near);
      else setAsks(true);
    },
    isRunning ? "Already searching" : unsearched === undefined ? "Everything was searched" : undefined,
  );
  if (isRunning) return <Running state={state} onStop={cancel} />;
  if (unsearched === undefined && state === undefined) return null;
  return (
    <div className="flex shrink-0 flex-col items-start gap-2 border-t border-line px-3.5 py-2.5 text-sm text-muted">
      {state !== undefined && <SearchFailed failure={state.failure} />}
      {unsearched !== undefined &&
        (asks && isCostly ? (
          // By their keys no button becomes another one, with the focus on it.
          <Fragment key="asks">
            <p className="text-warn">
              Replays {revisions(unsearched.cost)} of all keys in etcd. Writes may slow down meanwhile.
            </p>
            <div className="flex gap-2">
              <Button
                variant="danger"
                onClick={() => {
                  setAsks(false);
                  onStart(unsearched);
                }}
              >
                Replay all
              </Button>
              <Button ref={takeFocus} onClick={cancel}>
                Cancel
              </Button>
            </div>
          </Fragment>
        ) : (
          <Fragment key="offers">
            <p>
              Replays {revisions((near ?? unsearched).cost)} of all keys in etcd to find deleted versions.
              {isCostly && near !== undefined && ` All would be ${grouped(unsearched.cost)}.`}
            </p>
            <div className="flex flex-wrap gap-2">
              {near !== undefined && (
                <Button ref={takesFocus} onClick={() => onStart(near)}>
                  <SearchCheck />
                  {isCostly ? `Search last ${grouped(near.cost)}` : "Find deleted versions"}
                </Button>
              )}
              {isCostly && (
                <Button ref={near === undefined ? takesFocus : null} onClick={() => setAsks(true)}>
                  Search all…
                </Button>
              )}
            </div>
          </Fragment>
        ))}
    </div>
  );
}

/** Whoever pressed the button that was there goes on at this one. */
function takeFocus(button: HTMLButtonElement | null): void {
  if (button !== null && isFocusFree()) button.focus();
}

function Running({
  state,
  onStop,
}: {
  readonly state: SearchState & { kind: "running" };
  readonly onStop: () => void;
}) {
  const { asked, found, waits } = state;
  const reached = found.writes[0]?.revision;
  const isBegun = reached !== undefined && compareInt64(reached, asked.from) > 0;
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-t border-line px-3.5 py-2.5 text-sm text-muted"
    >
      <LoaderCircle className="size-3.5 shrink-0 animate-spin" />
      <span className="min-w-0 flex-1">
        {waits === undefined
          ? `Replaying ${revisions(asked.cost)}… ${formatCount(formatGrouped(found.writes.length), "write", "writes")} found`
          : `Waiting to continue. ${describeFailure(waits)}`}
        {isBegun && waits === undefined && `, up to revision ${formatGrouped(reached)}`}
        {/* Where there is none, nothing but etcd's report of progress says so. */}
        {reached === undefined && waits === undefined && ". etcd may take 10 minutes to confirm that there are none."}
      </span>
      <Button ref={takeFocus} onClick={onStop}>
        Cancel
      </Button>
    </div>
  );
}

function SearchFailed({ failure }: { readonly failure: Failure }) {
  return (
    <p role="alert" className="wrap-anywhere text-bad">
      Could not search. {describeFailure(failure)}.
    </p>
  );
}

function grouped(count: bigint): string {
  const exact = parseInt64(count.toString());
  return exact === undefined ? count.toString() : formatGrouped(exact);
}

function revisions(count: bigint): string {
  return formatCount(grouped(count), "revision", "revisions");
}
