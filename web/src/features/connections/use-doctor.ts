import { useRef, useState } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { noteExchanges } from "#/api/client/exchange-log.ts";
import { worker } from "#/api/client/page-client.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { isAnswerOfProbe } from "#/api/client/sign-in-probe.ts";
import { examine, type Step } from "./doctor.ts";

/** Runs the doctor and holds what it has found so far; a new run, or `clear`, gives up the one before. */
export function useDoctor() {
  const [steps, setSteps] = useState<readonly Step[]>();
  const run = useRef(0);
  return {
    steps,
    busy: steps?.some((step) => step.state === "running") ?? false,
    examine: async (connection: Connection): Promise<void> => {
      const mine = ++run.current;
      for await (const found of examine(
        noteExchanges(worker, connection.id, noteRequest, isAnswerOfProbe),
        connection,
      )) {
        if (mine !== run.current) return;
        setSteps(found);
      }
    },
    clear: () => {
      run.current++;
      setSteps(undefined);
    },
  };
}
