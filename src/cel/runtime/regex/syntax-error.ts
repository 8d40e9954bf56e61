/** Why Go's `regexp` refuses a pattern, in its words. Thrown while parsing; callers of `compileRegex` get a value. */
export class RegexSyntaxError extends Error {
  override readonly name = "RegexSyntaxError";
  constructor(reason: string, expression: string) {
    super(`error parsing regexp: ${reason}: \`${expression}\``);
  }
}
