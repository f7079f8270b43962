import type { Failure } from "@etcd-explorer/shared/model/failure";
import { Suspense, type ReactNode } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { asksForSignIn } from "#/lib/failure-advice.ts";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const PastFailure = lazyPart(async () => (await import("./past-failure.tsx")).PastFailure);

interface ScreenFailureProps {
  readonly failure: Failure;
  /** The name of the screen, where nothing of it is shown: a page has a heading for screen readers. */
  readonly screen?: string;
  readonly actions?: ReactNode;
  /** What to try, where the screen knows better than the failure. */
  readonly advice?: string | undefined;
}

/**
 * In place of a screen, or of a part of it, that could not be read: what happened, and signing in where that helps, or
 * another revision.
 */
export function ScreenFailure({ failure, screen, actions, advice }: ScreenFailureProps) {
  const { at } = useConnected();
  const isPast = at !== "live" && (failure.kind === "compacted" || failure.kind === "future-revision");
  return (
    <>
      {screen !== undefined && <h1 className="sr-only">{screen}</h1>}
      {isPast ? (
        <Suspense fallback={<div aria-busy="true" />}>
          <PastFailure kind={failure.kind} revision={at} />
        </Suspense>
      ) : (
        <FailurePanel
          failure={failure}
          actions={actions}
          advice={advice}
          form={asksForSignIn(failure) ? <SignInForm /> : undefined}
        />
      )}
    </>
  );
}
