import { failureOf } from "@etcd-explorer/shared/model/failure";
import { describeWriteFailure, isOutOfSpace, type WriteWords } from "@etcd-explorer/shared/model/write-outcome";
import { openAlarms } from "./write-notice.ts";
import { Button } from "#/ui/button.tsx";

interface WriteAlertProps extends WriteWords {
  readonly error: unknown;
  /** Closes what stands in the way of the alarms. */
  readonly onLeave?: () => void;
}

/** Why a write of a dialog failed, and whether it was done; out of space: with the way to the alarms. */
export function WriteAlert({ error, onLeave, ...words }: WriteAlertProps) {
  const failure = failureOf(error);
  return (
    <div role="alert" className="flex flex-col items-start gap-2 text-bad">
      <p className="wrap-anywhere">{describeWriteFailure(failure, words)}</p>
      {isOutOfSpace(failure) && (
        <Button
          onClick={() => {
            onLeave?.();
            openAlarms.run();
          }}
        >
          {openAlarms.label}
        </Button>
      )}
    </div>
  );
}
