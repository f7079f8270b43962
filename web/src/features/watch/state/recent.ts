/** What was worked out last, up to a number of answers. */
export class Recent<Name, Answer> {
  readonly #answers = new Map<Name, Answer>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer of before, or that of `work`. */
  get(name: Name, work: () => Answer): Answer {
    const known = this.#answers.get(name);
    if (known !== undefined) return known;
    const answer = work();
    this.#answers.set(name, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
