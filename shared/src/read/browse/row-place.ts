/** A row of a tree told in a way that outlives another reading of the tree. */
export interface RowPlace {
  /** The folder that it stands in, in hex. */
  readonly folder: string;
  /** The key or folder of the row in hex; empty where it is not known. */
  readonly name: string;
  /** How many keys of the folder stand before it. */
  readonly offset: number;
}
