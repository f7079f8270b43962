import { useParams } from "@tanstack/react-router";
import { KeyPicker } from "#/features/keys/picker/key-picker.tsx";
import { useSuggestKeys } from "#/features/keys/goto/use-suggest-keys.ts";
import { TxnScreen } from "#/features/txn/txn-screen.tsx";
import { ConnectedRoute } from "./connected-route.tsx";

/** `/c/…/txn`: the transaction builder. */
export function TxnRoute() {
  const { connection } = useParams({ from: "/c/$connection/txn" });
  return <ConnectedRoute name={connection}>{() => <Builder />}</ConnectedRoute>;
}

function Builder() {
  const suggestKeys = useSuggestKeys();
  return <TxnScreen suggestKeys={suggestKeys} picker={KeyPicker} />;
}
