/**
 * `make certs`: a CA and a serving certificate for a server on this machine, in this folder. What is there and good
 * for a week more is kept. For development: the CA's key lies beside its certificate, and none of it is committed.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createAuthority,
  createServingCertificate,
  inspectCertificate,
  isIssuedBy,
  type KeyPair,
} from "../src/tls/certificates.ts";

const NAMES = ["localhost", "127.0.0.1", "sallyport.sallyport-system.svc"];
const AUTHORITY_DAYS = 365;
const SERVING_DAYS = 90;
const WEEK_MS = 7 * 86_400_000;

const path = (file: string) => join(import.meta.dirname, file);

const now = new Date();
const authority =
  keep("ca", () => true) ?? make("ca", createAuthority("Sallyport development", { now, days: AUTHORITY_DAYS }));
const isOurs = (pair: KeyPair) => isIssuedBy(pair.certificate, authority.certificate) && hasAllNames(pair);
if (keep("tls", isOurs) === undefined) {
  make("tls", createServingCertificate(authority, NAMES, { now, days: SERVING_DAYS }));
}

/** The pair in the folder, if it is valid for a week at least and as wanted. */
function keep(name: string, isWanted: (pair: KeyPair) => boolean): KeyPair | undefined {
  const [certificate, key] = [path(`${name}.pem`), path(`${name}-key.pem`)];
  if (!existsSync(certificate) || !existsSync(key)) return undefined;
  const pair = { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") };
  const notAfter = inspectCertificate(pair.certificate)?.notAfter;
  if (notAfter === undefined || notAfter.getTime() < now.getTime() + WEEK_MS || !isWanted(pair)) return undefined;
  process.stdout.write(`certs/${name}.pem is kept: valid until ${notAfter.toISOString().slice(0, 10)}\n`);
  return pair;
}

function make(name: string, pair: KeyPair): KeyPair {
  writeFileSync(path(`${name}-key.pem`), pair.key, { mode: 0o600 });
  writeFileSync(path(`${name}.pem`), pair.certificate);
  process.stdout.write(`certs/${name}.pem and certs/${name}-key.pem are new\n`);
  return pair;
}

function hasAllNames({ certificate }: KeyPair): boolean {
  const names = inspectCertificate(certificate)?.names ?? [];
  return NAMES.every((name) => names.includes(name));
}
