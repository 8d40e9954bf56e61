import { X509Certificate } from "node:crypto";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:tls";
import { describe, expect, it } from "vitest";
import { createAuthority, createServingCertificate, inspectCertificate, isIssuedBy } from "./certificates.ts";

const NOW = new Date();
const authority = createAuthority("Sallyport test authority", { now: NOW, days: 10 });
const serving = createServingCertificate(
  authority,
  ["sallyport.sallyport-system.svc", "localhost", "127.0.0.1", "::1"],
  {
    now: NOW,
    days: 5,
  },
);

describe("certificates", () => {
  it("are what a TLS client asks for", async () => {
    const server = createServer({ cert: serving.certificate, key: serving.key }, (socket) => socket.end("hello"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const talk = (servername: string, ca: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ host: "127.0.0.1", port, servername, ca });
        socket.on("data", (data) => resolve(String(data))).on("error", reject);
      });
    try {
      expect(await talk("sallyport.sallyport-system.svc", authority.certificate)).toBe("hello");
      await expect(talk("other.example.com", authority.certificate)).rejects.toThrow(/altnames/);
      const stranger = createAuthority("stranger", { now: NOW, days: 1 });
      await expect(talk("localhost", stranger.certificate)).rejects.toThrow();
    } finally {
      server.close();
    }
  });

  it("have SHA-256, 2048 bits, the purpose serverAuth and different serial numbers", () => {
    const [ca, leaf] = [new X509Certificate(authority.certificate), new X509Certificate(serving.certificate)];
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    expect(leaf.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(leaf.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(leaf.serialNumber).not.toBe(ca.serialNumber);
    expect(leaf.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it("say what is in them", () => {
    const seconds = Math.floor(NOW.getTime() / 1000) * 1000;
    expect(inspectCertificate(serving.certificate)).toEqual({
      notBefore: new Date(seconds - 3_600_000),
      notAfter: new Date(seconds + 5 * 86_400_000),
      isAuthority: false,
      names: ["sallyport.sallyport-system.svc", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"],
    });
    expect(inspectCertificate(authority.certificate)?.isAuthority).toBe(true);
    expect(inspectCertificate("no certificate")).toBeUndefined();
  });

  it("know who issued them", () => {
    expect(isIssuedBy(serving.certificate, authority.certificate)).toBe(true);
    expect(
      isIssuedBy(serving.certificate, createAuthority("Sallyport test authority", { now: NOW, days: 1 }).certificate),
    ).toBe(false);
    expect(isIssuedBy("nothing", authority.certificate)).toBe(false);
  });
});
