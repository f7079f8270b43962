import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { formatHexPairs } from "#/lib/formats/value-text.ts";

const bytesPerRow = 16;

/** The bytes as they are: offset, hex, and the printable ones as characters. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }) {
  if (bytes.length === 0) return <p className="p-4 text-muted">Empty value</p>;
  return (
    <VirtualRows
      role="group"
      aria-label="Bytes in hex"
      className="h-full overflow-auto py-2 font-mono"
      count={Math.ceil(bytes.length / bytesPerRow)}
      rowHeight={20}
      renderRow={(index) => {
        const row = bytes.subarray(index * bytesPerRow, (index + 1) * bytesPerRow);
        return (
          <div className="flex h-5 gap-6 px-[18px] whitespace-pre">
            <span className="text-muted select-none">{(index * bytesPerRow).toString(16).padStart(8, "0")}</span>
            <span className="w-[47ch]">{formatHexPairs(row)}</span>
            <span className="text-muted">{printable(row)}</span>
          </div>
        );
      }}
    />
  );
}

function printable(row: Uint8Array): string {
  return Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join("");
}
