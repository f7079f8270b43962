import type { ResourceKey } from "@etcd-explorer/shared/kubernetes/resource-key";
import { readKeyObject } from "#/lib/kubernetes/key-object.ts";
import { EyeOff, Lock, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { loadedCodec } from "#/lib/formats/object-codec.ts";
import { readEncrypted } from "#/lib/formats/encrypted-at-rest.ts";
import { isKubernetes } from "#/lib/formats/is-kubernetes.ts";
import { noteWarned, useKubernetesSession } from "#/stores/layout/kubernetes-session.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { CopyCommand } from "./copy-command.tsx";
import { kubectlCommand } from "./kubectl.ts";

/** What one should know of a value of Kubernetes before reading or editing it. */
export function ObjectBanner({ model, canWrite }: { readonly model: EditorModel; readonly canWrite: boolean }) {
  const isWarned = useKubernetesSession((session) => session.isWarned);
  const { object, base } = model;
  const found = readKeyObject(base);
  if (object === undefined && found === undefined) {
    return (
      <>
        <Unread model={model} />
        <SecretStrip model={model} />
      </>
    );
  }
  const edit = found && kubectlCommand("edit", found.name);
  return (
    <>
      {found?.other !== undefined && (
        <Strip tone="warn" icon={<TriangleAlert />}>
          <span className="min-w-0 flex-1 basis-64">
            Key and object differ: the key names <code>{describeKey(found.other)}</code>.
          </span>
        </Strip>
      )}
      {canWrite && !isWarned && (
        <Strip tone="warn" icon={<TriangleAlert />}>
          <span className="min-w-0 flex-1 basis-64">
            The API server caches this object, and controllers may write it again. Prefer <code>kubectl edit</code>{" "}
            while the API server runs.
          </span>
          {edit !== undefined && <CopyCommand command={edit} />}
          <Button className="ml-auto h-6" onClick={noteWarned}>
            Dismiss
          </Button>
        </Strip>
      )}
      {object?.uneditable !== undefined && (
        <Strip tone="warn" icon={<Lock />}>
          <span className="min-w-0 flex-1 basis-64">
            Read-only as text: {object.uneditable}. Edit the bytes as hex.
          </span>
          <ActButton act="value.wire" className="h-6" label="Show protobuf fields" />
        </Strip>
      )}
      <SecretStrip model={model} />
    </>
  );
}

/** `pods shop/web`. */
function describeKey({ resource, namespace, name }: ResourceKey): string {
  return `${resource.plural} ${namespace === "" ? name : `${namespace}/${name}`}`;
}

function SecretStrip({ model: { secret } }: { readonly model: EditorModel }) {
  if (secret === undefined) return null;
  const isMasked = secret === "masked";
  return (
    <Strip tone="plain" icon={<EyeOff />}>
      <span className="min-w-0 flex-1 basis-64">
        {isMasked ? "Secret data is hidden. Reveal it to edit." : "Secret data is shown."}
      </span>
      <ActButton act="secret.reveal" className="h-6" label={isMasked ? "Reveal data" : "Hide data"} />
    </Strip>
  );
}

function Unread({ model: { base, secret } }: { readonly model: EditorModel }) {
  const encrypted = readEncrypted(base.value);
  if (encrypted !== undefined) {
    const { provider, version, keyName } = encrypted;
    return (
      <Strip tone="plain" icon={<Lock />}>
        <span className="min-w-0 flex-1 basis-64">
          Encrypted at rest by the API server: {provider} {version}, key <code>{keyName}</code>. Read it with{" "}
          <code>kubectl get</code>.
        </span>
      </Strip>
    );
  }
  const read = isKubernetes(base.value) ? loadedCodec()?.read(base.value) : undefined;
  if (read?.kind !== "unread") return null;
  const { reason } = read;
  return (
    <Strip tone="warn" icon={<TriangleAlert />}>
      <span className="min-w-0 flex-1 basis-64">
        {secret === "masked" ? `Cannot be decoded: ${reason}.` : `Shown as protobuf fields: ${reason}.`}
      </span>
    </Strip>
  );
}

interface StripProps {
  readonly tone: "warn" | "plain";
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

function Strip({ tone, icon, children }: StripProps) {
  return (
    <div
      role="status"
      className={classNames(
        "flex min-h-9 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-3.5 py-1 [&>svg]:size-4 [&>svg]:shrink-0",
        tone === "warn" ? "bg-warn-bg text-warn" : "bg-panel text-muted",
      )}
    >
      {icon}
      {children}
    </div>
  );
}
