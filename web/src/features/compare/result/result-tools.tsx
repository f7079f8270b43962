import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { CompareCounts } from "@etcd-explorer/shared/read/compare/compare-request";
import { countDifferences } from "@etcd-explorer/shared/read/compare/difference";
import type { FolderCounts, FoldersCounted } from "@etcd-explorer/shared/read/compare/folder-counts";
import { ListFilter, Search } from "lucide-react";
import { useRef } from "react";
import { keysOf } from "#/acts/act-words.ts";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { folderField, parseFolder, type Filter } from "#/features/compare/model/shown-differences.ts";
import { inputLook } from "#/ui/field.tsx";
import { Kbd } from "#/ui/kbd.tsx";
import { classNames } from "#/ui/class-names.ts";
import { KindChips } from "./kind-chips.tsx";

interface ResultToolsProps {
  readonly counts: CompareCounts;
  readonly folders: FoldersCounted | undefined;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

/** What of the differences is shown: by kind, by folder, by name. */
export function ResultTools({ counts, folders, filter, onFilter }: ResultToolsProps) {
  const search = useRef<HTMLInputElement>(null);
  useAct("compare.find", () => search.current?.select());
  return (
    <div className="flex flex-wrap items-center gap-2">
      <KindChips counts={counts} chosen={filter.kinds} onChoose={(kinds) => onFilter({ ...filter, kinds })} />
      <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-2">
        {folders !== undefined && folders.folders.length > 1 && (
          <select
            aria-label="Folder"
            value={folderField(filter.folder) ?? ""}
            onChange={(event) => onFilter({ ...filter, folder: parseFolder(event.target.value || undefined) })}
            className={classNames(inputLook, "w-44! px-1.5")}
          >
            <option value="">All folders</option>
            {folders.folders.map((folder) => (
              <option key={valueOf(folder)} value={valueOf(folder)}>
                {describeFolder(folder)}
              </option>
            ))}
            {sumOf(folders.rest) > 0 && <option disabled>{formatGrouped(sumOf(folders.rest))} in more folders</option>}
          </select>
        )}
        <label className="relative block">
          <span className="sr-only">Search differences</span>
          <Search className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
          <input
            ref={search}
            type="search"
            value={filter.find}
            placeholder="Search differences"
            spellCheck={false}
            onChange={(event) => onFilter({ ...filter, find: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === "Escape" && filter.find !== "") {
                event.stopPropagation();
                onFilter({ ...filter, find: "" });
              } else if (event.key !== "Enter" && event.key !== "ArrowDown" && event.key !== "Escape") return;
              else runAct("compare.list");
              event.preventDefault();
            }}
            className={classNames(inputLook, "w-60! pl-8 font-mono placeholder:font-sans max-xl:w-48!")}
          />
          {filter.find === "" && (
            <span className="pointer-events-none absolute top-0.5 right-1.5">
              <Kbd>{keysOf("compare.find")}</Kbd>
            </span>
          )}
        </label>
        <ActButton act="compare.ignore" label="Ignore…" icon={<ListFilter />} />
      </div>
    </div>
  );
}

const valueOf = ({ name }: FolderCounts): string => folderField(name ?? "direct") ?? "";

function describeFolder({ name, counts }: FolderCounts): string {
  const words = name === undefined ? "Directly below" : formatKey(name);
  return `${words} · ${formatGrouped(sumOf(counts))}`;
}

const sumOf = (counts: FolderCounts["counts"]): number => countDifferences(counts);
