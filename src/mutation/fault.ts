/** Why a mutation could not be made. */
export class MutationFault {
  /** The text of the API server. */
  readonly message: string;
  /** `policy`: the failure policy decides. `internal` and `unavailable`: the request fails whatever it says. */
  readonly kind: "policy" | "internal" | "unavailable";

  constructor(message: string, kind: MutationFault["kind"] = "policy") {
    this.message = message;
    this.kind = kind;
  }
}
