import { useQueryClient } from "@tanstack/react-query";
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { showJob } from "#/stores/jobs/jobs.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { ImportForm } from "./import-form.tsx";
import { startImport } from "./import-job.ts";

/** Which file of keys is imported, and how. What it would change is shown by its job, before anything is written. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { connection } = useConnected();
  const queryClient = useQueryClient();
  const onWritten = () => void refreshAfterWrites(queryClient, connection.id);
  return (
    <Dialog label="Import keys" onClose={onClose} className="w-[min(760px,calc(100vw-48px))]">
      <div className="flex flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold">Import keys</h2>
        <ImportForm
          onClose={onClose}
          onCompare={(file, options) => {
            const { id } = startImport({ connection, file, options, onWritten });
            onClose();
            showJob(id);
          }}
        />
      </div>
    </Dialog>
  );
}
