import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatMoment } from "@etcd-explorer/shared/model/time-text";
import type { UseQueryResult } from "@tanstack/react-query";
import { LogIn, TriangleAlert } from "lucide-react";
import { Suspense, useState, type ReactNode } from "react";
import { asksForSignIn } from "#/lib/failure-advice.ts";
import { Button } from "#/ui/button.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";

const SignInForm = lazyPart(async () => (await import("./sign-in-form.tsx")).SignInForm);

/** What is known of a reading that a screen shows. */
type ShownReading = Pick<UseQueryResult, "error" | "dataUpdatedAt" | "errorUpdatedAt">;

/**
 * What to say of data that could not be read again: why, and of when the data is. Undefined: the last reading succeeded.
 * What is shown stays on the screen, and without this it would pass for current.
 */
export function describeOldData({ error, dataUpdatedAt, errorUpdatedAt }: ShownReading): string | undefined {
  if (error === null) return undefined;
  const why = `Could not refresh. ${describeFailure(failureOf(error))}.`;
  return dataUpdatedAt === 0 ? why : `${why} Shown as of ${formatMoment(dataUpdatedAt, errorUpdatedAt, true)}.`;
}

interface RefreshFailedProps {
  readonly query: ShownReading & Pick<UseQueryResult, "isFetching">;
  readonly onRetry: () => void;
  /** What the screen knows better than the failure of its query. */
  readonly words?: string | undefined;
  /** Where to go on, before Retry. */
  readonly actions?: ReactNode;
}

/** Above data that could not be read again, for as long as that is so. Where nothing is shown: screen-failure.tsx. */
export function RefreshFailed(props: RefreshFailedProps) {
  const words = props.words ?? describeOldData(props.query);
  // What was opened in it goes with it.
  return words === undefined ? null : <OldData {...props} words={words} />;
}

/** With signing in where that helps: on request, as it must not take the focus from what is being typed below. */
function OldData({ query, onRetry, words, actions }: RefreshFailedProps & { readonly words: string }) {
  const [signsIn, setSignsIn] = useState(false);
  const needsSignIn = asksForSignIn(failureOf(query.error));
  return (
    <div className="shrink-0 border-b border-line bg-warn-bg px-5 py-1">
      <div
        role="status"
        aria-label="Refresh failed"
        className="flex flex-wrap items-center justify-end gap-x-2.5 gap-y-1 text-warn"
      >
        <TriangleAlert className="size-4 shrink-0" />
        <span className="min-w-60 flex-1 wrap-anywhere">{words}</span>
        {needsSignIn && (
          <Button onClick={() => setSignsIn(!signsIn)} aria-expanded={signsIn} className="h-6">
            <LogIn /> Sign in
          </Button>
        )}
        {actions}
        <Button onClick={onRetry} aria-disabled={query.isFetching} className="h-6">
          Retry
        </Button>
      </div>
      {needsSignIn && signsIn && (
        <Suspense fallback={<div aria-busy="true" aria-label="Loading" className="skeleton my-3 h-8" />}>
          <SignInForm />
        </Suspense>
      )}
    </div>
  );
}
