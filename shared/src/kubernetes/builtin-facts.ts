/** The table of Kubernetes' built-in types. It is large: load it when an object is there. */
import table from "./facts.json" with { type: "json" };
import { readFacts, type Facts } from "./facts.ts";

export const builtinFacts: Facts = readFacts(table);
