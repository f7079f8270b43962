import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { ReactNode } from "react";
import { asksForSignIn } from "#/lib/failure-advice.ts";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { SignInForm } from "./sign-in-form.tsx";

interface ScreenFailureProps {
  readonly failure: Failure;
  /** The name of the screen, where nothing of it is shown: a page has a heading for screen readers. */
  readonly screen?: string;
  readonly actions?: ReactNode;
  /** What to try, where the screen knows better than the failure. */
  readonly advice?: string | undefined;
}

/** In place of a screen, or of a part of it, that could not be read: what happened, and signing in where that helps. */
export function ScreenFailure({ failure, screen, actions, advice }: ScreenFailureProps) {
  return (
    <>
      {screen !== undefined && <h1 className="sr-only">{screen}</h1>}
      <FailurePanel
        failure={failure}
        actions={actions}
        advice={advice}
        form={asksForSignIn(failure) ? <SignInForm /> : undefined}
      />
    </>
  );
}
