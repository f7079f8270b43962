import { useParams } from "@tanstack/react-router";
import { TxnScreen } from "#/features/txn/txn-screen.tsx";
import { UndoHost } from "#/features/value/undo-host.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/txn`: the transaction builder. */
export function TxnRoute() {
  const { connection } = useParams({ from: "/c/$connection/txn" });
  return (
    <ConnectedRoute name={connection}>
      {() => (
        <>
          <TxnScreen />
          <UndoHost />
        </>
      )}
    </ConnectedRoute>
  );
}
