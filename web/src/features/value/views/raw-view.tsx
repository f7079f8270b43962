import { encodeBase64 } from "@etcd-explorer/shared/model/bytes";
import { Copy } from "lucide-react";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { Button } from "#/ui/button.tsx";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { formatBase64Lines } from "#/lib/formats/value-text.ts";

/** The bytes as etcd's JSON gateway carries them. */
export function RawView({ bytes }: { readonly bytes: Uint8Array }) {
  if (bytes.length === 0) return <p className="p-4 text-muted">Empty value</p>;
  const lines = formatBase64Lines(bytes).split("\n");
  const copy = () => copyAndSay(encodeBase64(bytes), "Copied value as base64");
  return (
    <div className="relative h-full">
      <VirtualRows
        role="group"
        aria-label="Bytes in base64"
        className="h-full overflow-auto py-2 font-mono"
        count={lines.length}
        rowHeight={20}
        renderRow={(index) => <div className="h-5 px-[18px] whitespace-pre">{lines[index]}</div>}
      />
      <Button className="absolute top-2 right-4" onClick={() => void copy()}>
        <Copy /> Copy base64
      </Button>
    </div>
  );
}
