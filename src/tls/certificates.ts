/** Certificates for the webhook: an own authority, and a serving certificate that the API server accepts. */
import { generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import forge from "node-forge";

/** PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

export interface Validity {
  readonly now: Date;
  readonly days: number;
}

/** What a certificate says. */
export interface Inspection {
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isAuthority: boolean;
  /** DNS names and IP addresses. */
  readonly names: readonly string[];
}

const DAY_MS = 86_400_000;
/** Certificates are valid from an hour ago, for API servers whose clock is behind. */
const BACKDATED_MS = 3_600_000;
const RSA_BITS = 2048;

export function createAuthority(commonName: string, validity: Validity): KeyPair {
  const { publicKey, key, privateKey } = generateKeys();
  const certificate = blank(publicKey, commonName, validity);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key };
}

/** @param names DNS names and IP addresses of the server; the API server looks at nothing else */
export function createServingCertificate(authority: KeyPair, names: readonly string[], validity: Validity): KeyPair {
  const issuer = forge.pki.certificateFromPem(authority.certificate);
  const { publicKey, key } = generateKeys();
  const certificate = blank(publicKey, names[0] ?? "sallyport", validity);
  certificate.setIssuer(issuer.subject.attributes);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: names.map(alternativeName) },
    { name: "subjectKeyIdentifier" },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(authority.key), forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(certificate), key };
}

/** Takes keys of any algorithm. @returns undefined for text that is no certificate in PEM */
export function inspectCertificate(pem: string): Inspection | undefined {
  const certificate = parse(pem);
  if (certificate === undefined) return undefined;
  return {
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    isAuthority: certificate.ca,
    names: Array.from(
      (certificate.subjectAltName ?? "").matchAll(/(?:DNS|IP Address):([^, ]+)/g),
      ([, name]) => name ?? "",
    ),
  };
}

/** Whether the authority has signed the certificate. Both in PEM. */
export function isIssuedBy(certificate: string, authority: string): boolean {
  const [issued, issuer] = [parse(certificate), parse(authority)];
  return issued !== undefined && issuer !== undefined && issued.checkIssued(issuer) && issued.verify(issuer.publicKey);
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function generateKeys() {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return {
    publicKey: forge.pki.publicKeyFromPem(publicKey),
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    key: privateKey,
  };
}

function blank(publicKey: forge.pki.PublicKey, commonName: string, { now, days }: Validity): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = serialNumber();
  certificate.validity.notBefore = new Date(now.getTime() - BACKDATED_MS);
  certificate.validity.notAfter = new Date(now.getTime() + days * DAY_MS);
  certificate.setSubject([{ name: "commonName", value: commonName }]);
  return certificate;
}

/** 127 random bits, positive and never zero (RFC 5280, 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}

function alternativeName(name: string): { type: number; value?: string; ip?: string } {
  return isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };
}
