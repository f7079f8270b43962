import { sessionPath } from "@etcd-explorer/shared/contract/endpoints";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { KeyRound } from "lucide-react";
import { Button } from "#/ui/button.tsx";
import { FailurePanel } from "#/ui/failure-panel.tsx";

interface ConfigFailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** The server did not tell its configuration: it is away, or wants its access token first. */
export function ConfigFailure({ error, onRetry }: ConfigFailureProps) {
  const failure = failureOf(error);
  const wantsToken = failure.kind === "forbidden" && failure.rule === "access-token";
  return (
    <FailurePanel
      failure={failure}
      actions={
        <>
          {wantsToken && (
            <Button variant="primary" onClick={() => location.assign(sessionPath)}>
              <KeyRound /> Enter access token
            </Button>
          )}
          <Button onClick={onRetry}>Retry</Button>
        </>
      }
    />
  );
}
