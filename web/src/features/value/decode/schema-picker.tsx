import { asValue, type Bytes, type Value } from "@etcd-explorer/shared/model/bytes";
import { FileCode2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { openChain, type Chain } from "#/lib/decoders/chain.ts";
import { openedBytes } from "#/lib/decoders/decoding.ts";
import { addSchema, loadSchemas, schemaStep } from "#/lib/decoders/schemas.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import { Button } from "#/ui/button.tsx";
import { selectLook } from "./chain-selects.tsx";

interface SchemaPickerProps {
  readonly value: Value;
  /** Ends with protobuf, by number or by a message. */
  readonly chain: Chain;
  readonly disabled: string | undefined;
  readonly onChange: (chain: Chain) => void;
}

interface Messages {
  /** Those that hold the whole value. */
  readonly fitting: readonly string[];
  readonly all: readonly string[];
}

/** The message of a descriptor set by which protobuf is read; a set is added from a file, or dropped here. */
export function SchemaPicker({ value, chain, disabled, onChange }: SchemaPickerProps) {
  const file = useRef<HTMLInputElement>(null);
  const [messages, setMessages] = useState<Messages>({ fitting: [], all: [] });
  const before = chain.slice(0, -1);
  const steps = before.join(" ");
  useEffect(() => {
    let left = false;
    void listMessages(value, steps === "" ? [] : steps.split(" ")).then((found) => {
      if (!left) setMessages(found);
    });
    return () => {
      left = true;
    };
  }, [value, steps]);
  const add = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    const refused = await addSchema(new Uint8Array(await chosen.arrayBuffer()));
    if (refused !== undefined) notifyRefusal(`Schema not added. ${refused}`);
    setMessages(await listMessages(value, before));
  };
  const last = chain.at(-1) ?? "";
  const others = messages.all.filter((name) => !messages.fitting.includes(name));
  return (
    <span
      className="flex min-w-0 items-center gap-1.5"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void add(event.dataTransfer.files[0]);
      }}
    >
      {messages.all.length > 0 && (
        <select
          aria-label="Message type"
          className={selectLook}
          disabled={disabled !== undefined}
          title={disabled}
          value={last}
          onChange={({ target }) => onChange([...before, target.value])}
        >
          <option value="protobuf">By field number</option>
          {[["Fits this value", messages.fitting] as const, ["Other messages", others] as const].map(
            ([label, names]) => (
              <optgroup key={label} label={label}>
                {names.map((name) => (
                  <option key={name} value={schemaStep + name}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ),
          )}
        </select>
      )}
      <Button
        className="h-6"
        title="A descriptor set, as protoc --descriptor_set_out writes it. Kept in this browser."
        onClick={() => file.current?.click()}
      >
        <FileCode2 /> Add schema…
      </Button>
      <input
        ref={file}
        type="file"
        aria-label="Descriptor set"
        className="hidden"
        onChange={({ target }) => void add(target.files?.[0])}
      />
    </span>
  );
}

async function listMessages(value: Value, before: Chain): Promise<Messages> {
  const schemas = await loadSchemas();
  if (schemas.length === 0) return { fitting: [], all: [] };
  const { fittingMessages } = await import("#/lib/decoders/protobuf-schema.ts");
  const opened = openChain(value, before, openedBytes);
  const bytes: Bytes = opened.kind === "opened" ? opened.bytes : asValue(new Uint8Array());
  const isSmall = bytes.length <= lookedBytes;
  return {
    fitting: isSmall ? [...new Set(schemas.flatMap((schema) => fittingMessages(schema, bytes)))] : [],
    all: [...new Set(schemas.flatMap(({ messages }) => messages))],
  };
}

/** Larger values are tried with no message: that would be felt. */
const lookedBytes = 4096;
