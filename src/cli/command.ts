export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** All of `--help`, ending with a line break. */
  readonly help: string;
  /**
   * @param args the words after the command
   * @returns what the process is to exit with
   * @throws SallyportError
   */
  run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number>;
}
