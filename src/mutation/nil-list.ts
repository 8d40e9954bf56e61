/** What an empty list of an expression's own becomes in a configuration: a list to the schema, but written as null. */
export const NIL_LIST: readonly never[] = Object.freeze([]);
