/** Field names as CEL identifiers, as `Escape` in k8s.io/apiserver/pkg/cel has them. */

/** CEL's reserved words. A field of such a name is known as `__name__`. */
const RESERVED: ReadonlySet<string> = new Set([
  ...["true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if", "import"],
  ...["let", "loop", "package", "namespace", "return", "var", "void", "while"],
]);

const ESCAPES: Readonly<Record<string, string>> = {
  __: "__underscores__",
  ".": "__dot__",
  "-": "__dash__",
  "/": "__slash__",
};

/** `foo-bar` as `foo__dash__bar`; undefined for a name that expressions cannot reach. */
export function escapeFieldName(name: string): string | undefined {
  if (RESERVED.has(name)) return `__${name}__`;
  if (!/^[A-Za-z_./-][\w./-]*$/.test(name)) return undefined;
  return name.replace(/__|[-./]/g, (special) => ESCAPES[special] ?? special);
}

export function isReservedWord(name: string): boolean {
  return RESERVED.has(name);
}
