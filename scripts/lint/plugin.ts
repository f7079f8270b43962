/** The lint rules of our own, as a plugin of oxlint. */
import { relative } from "node:path";
import type { RuleTester } from "oxlint/plugins-dev";
import { effectBody } from "./effect-body.ts";
import { readFolderGraph, refuseCircle, type FolderGraph } from "./folder-graph.ts";
import { refuseImport, resolveImport } from "./rooms.ts";

type Rule = Extract<Parameters<RuleTester["run"]>[1], { create: unknown }>;
type Visitor = ReturnType<Rule["create"]>;
type Source = Parameters<NonNullable<Visitor["ImportDeclaration"]>>[0]["source"];

const root = new URL("../..", import.meta.url).pathname;

/** A rule about which file may import which, both as paths from the root of the repository. */
function importRule(refuse: (importer: string, imported: string) => string | undefined): Rule {
  return {
    create(context) {
      const importer = relative(root, context.filename).replaceAll("\\", "/");
      const check = (source: Source | null) => {
        if (source === null) return;
        const imported = resolveImport(importer, source.value);
        const message = imported === undefined ? undefined : refuse(importer, imported);
        if (message !== undefined) context.report({ node: source, message });
      };
      return {
        ImportDeclaration: ({ source }) => check(source),
        ExportNamedDeclaration: ({ source }) => check(source),
        ImportExpression({ source }) {
          if (source.type === "Literal" && typeof source.value === "string") check(source);
        },
      };
    },
  };
}

let graph: FolderGraph | undefined;

/** The folders are read once: an editor that runs for long sees a new circle when it begins anew. */
const circles = importRule((importer, imported) => refuseCircle((graph ??= readFolderGraph(root)), importer, imported));

export default {
  meta: { name: "explorer" },
  rules: { "effect-body": effectBody, rooms: importRule(refuseImport), "folder-circles": circles },
};
