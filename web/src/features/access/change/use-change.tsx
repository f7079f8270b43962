import { useQueryClient } from "@tanstack/react-query";
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { useState, type ReactNode } from "react";
import { actOfRequest, questionOf, type WriteAct } from "#/acts/questions.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { QuestionDialog } from "#/components/question-dialog.tsx";
import { useFresh } from "#/components/use-fresh.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { notKnown, recordWritten } from "#/stores/write-history.ts";
import { notifyWriteFailure } from "#/components/write-notice.ts";
import { readEverybody, type Everybody } from "./everybody-query.ts";

/** What is asked before a change, where the table of acts asks something. */
export interface ChangeQuestion {
  /** The whole of it: "Delete user app". */
  readonly title: string;
  /** On the button that confirms: "Delete user". */
  readonly verb: string;
  /** What comes of it, by users and roles as they are when it is asked; undefined: they could not be read. */
  readonly effect: (now: Everybody | undefined) => string;
  /** Why it may not be done after all, as they are now. */
  readonly refused?: (now: Everybody) => string | undefined;
}

/** Does something to users or roles: asks what the table says, says how it ended, and reads them again. */
export type Change = (request: AdminRequest, done: string, question: ChangeQuestion) => Promise<boolean>;

interface Asked {
  readonly act: WriteAct;
  readonly question: ChangeQuestion;
  readonly settle: (confirmed: boolean) => void;
}

/** Why the history has no undo for them. */
export const accessBlocked = "Changes to users, roles and authentication cannot be undone.";

/** Changes on the connection of the screen, and the question that is open, to be rendered somewhere. */
export function useChange(): { readonly change: Change; readonly question: ReactNode } {
  const { connection } = useConnected();
  const admin = useAdmin();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const send = async (request: AdminRequest, done: string) => {
    try {
      await admin.call(request);
      recordWritten(connection, { label: done, writes: [], blocked: accessBlocked });
      notifyDone(done, { request, target: equivalentTarget(connection) });
      return true;
    } catch (error) {
      if (wasWritten(failureOf(error)) !== "not-written")
        recordWritten(connection, { label: done, writes: [], blocked: notKnown });
      notifyWriteFailure(error, { failed: "Could not change users or roles", look: "Refresh to see" });
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: etcdCache.users(connection.id) });
    }
  };
  const change: Change = async (request, done, question) => {
    const act = actOfRequest(request, connection.user);
    if (act !== undefined && questionOf(act, connection.isProduction) !== "nothing") {
      const confirmed = await new Promise<boolean>((settle) => setAsked({ act, question, settle }));
      setAsked(undefined);
      if (!confirmed) return false;
    }
    return send(request, done);
  };
  return { change, question: asked === undefined ? null : <ChangeDialog {...asked} /> };
}

function ChangeDialog({ act, question, settle }: Asked) {
  const admin = useAdmin();
  const { fact: now, reading, failure } = useFresh(question.title, (signal) => readEverybody(admin, signal));
  const refused = now === undefined ? undefined : question.refused?.(now);
  return (
    <QuestionDialog
      act={act}
      title={`${question.title}?`}
      label={question.title}
      verb={question.verb}
      reading={reading}
      alert={
        refused !== undefined && (
          <p role="alert" className="text-bad">
            {refused}
          </p>
        )
      }
      refused={refused !== undefined}
      onClose={() => settle(false)}
      onConfirm={() => settle(true)}
    >
      {reading ? (
        <p role="status" className="text-muted">
          Loading users and roles…
        </p>
      ) : (
        <p>{question.effect(now)}</p>
      )}
      {failure !== undefined && (
        <p className="text-warn">Could not read users and roles: {describeFailure(failure)}.</p>
      )}
    </QuestionDialog>
  );
}
