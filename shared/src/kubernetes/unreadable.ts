/** Why bytes cannot be read as the object that they say they are. Thrown inside this folder, and caught at its border. */
export class Unreadable extends Error {
  override name = "Unreadable";
}
