/** The text form of a field selector (k8s.io/apimachinery/pkg/fields): `metadata.name=a,spec.nodeName!=b`. */

export interface FieldRequirement {
  readonly field: string;
  readonly operator: "In" | "NotIn";
  readonly value: string;
}

/** The requirements in the order of their texts; undefined for a text that is no selector. */
export function parseFieldSelector(text: string): readonly FieldRequirement[] | undefined {
  const requirements: FieldRequirement[] = [];
  for (const term of splitTerms(text).sort()) {
    if (term === "") continue;
    const requirement = parseTerm(term);
    if (requirement === undefined) return undefined;
    if (requirement.field !== "" || requirement.value !== "") requirements.push(requirement);
  }
  return requirements;
}

/** Splits at commas that have no backslash before them. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") {
      i++;
    } else if (text[i] === ",") {
      terms.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...terms, text.slice(start)];
}

const OPERATOR = /!=|==?/;

function parseTerm(term: string): FieldRequirement | undefined {
  const match = OPERATOR.exec(term);
  if (match === null) return undefined;
  const [operator] = match;
  const value = unescapeValue(term.slice(match.index + operator.length));
  if (value === undefined) return undefined;
  return { field: term.slice(0, match.index), operator: operator === "!=" ? "NotIn" : "In", value };
}

const ESCAPED_VALUE = /^(?:[^\\,=]|\\[\\,=])*$/;

function unescapeValue(text: string): string | undefined {
  return ESCAPED_VALUE.test(text) ? text.replace(/\\(.)/g, "$1") : undefined;
}
