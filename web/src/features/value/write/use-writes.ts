import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { draftId } from "#/stores/drafts.ts";
import { createKeyWrites } from "./key-writes.ts";

/** The writes of the key that is open, and which of them is on its way. */
export function useWrites(key: Key, onConflict: () => void) {
  const connected = useConnected();
  const queryClient = useQueryClient();
  const writes = createKeyWrites({ connected, queryClient }, key, onConflict);
  const mutationKey = ["save", draftId(connected.connection.id, encodeHex(key))];
  // Also one that was begun before this screen was left and opened again.
  const isSaving = useIsMutating({ mutationKey, exact: true }) > 0;
  const save = useMutation({ mutationKey, mutationFn: writes.save });
  const remove = useMutation({ mutationFn: writes.remove });
  const changeLease = useMutation({ mutationFn: writes.changeLease });
  return { save, isSaving, stopSaving: writes.stopSaving, remove, changeLease };
}
