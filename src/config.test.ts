import { expect, it } from "vitest";
import { describeOptions, parseConfig } from "./config.ts";
import { SallyportError } from "./errors.ts";

function faultsOf(flags: string[], env: Record<string, string> = {}): string[] {
  try {
    parseConfig(flags, env);
  } catch (error) {
    if (error instanceof SallyportError) return error.message.split("\n");
    throw error;
  }
  return [];
}

it("has a default for everything", () => {
  expect(parseConfig([], {})).toEqual({
    policies: "policies",
    profile: "baseline",
    host: "127.0.0.1",
    port: 8443,
    healthPort: 8080,
    tlsCert: "certs/tls.pem",
    tlsKey: "certs/tls-key.pem",
    drainSeconds: 5,
    logLevel: "info",
  });
});

it("lets a flag win over the environment, and the environment over the default", () => {
  const config = parseConfig(["--port", "9443", "--host=::1"], {
    SALLYPORT_LISTEN_PORT: "1",
    SALLYPORT_HEALTH_PORT: "9080",
  });
  expect(config).toMatchObject({ port: 9443, host: "::1", healthPort: 9080 });
});

it("tells all faults at once", () => {
  expect(
    faultsOf(["--prot", "1", "--port", "99999", "stray", "--log-level=loud"], { SALLYPORT_DRAIN_SECONDS: "-1" }),
  ).toEqual([
    "--prot is not a flag of this command",
    '"1" is not a flag',
    '"stray" is not a flag',
    '--port: "99999" is not a port from 0 to 65535 (0: any free one)',
    'SALLYPORT_DRAIN_SECONDS: "-1" is not whole seconds from 0 to 300',
    '--log-level: "loud" is not one of debug, info, warn, error, silent',
  ]);
});

it.each([
  [["--port"], {}, ["--port needs a value"]],
  [["--port", "1", "--port", "2"], {}, ["--port is given twice"]],
  [["--policies", ""], {}, ['--policies: "" is not a path']],
  [[], { SALLYPORT_PROT: "1" }, ["SALLYPORT_PROT is not an environment variable of Sallyport"]],
  [
    [],
    {
      SALLYPORT_SERVICE_HOST: "10.0.0.1",
      SALLYPORT_PORT: "tcp://10.0.0.1:443",
      SALLYPORT_PORT_443_TCP: "tcp://10.0.0.1:443",
    },
    [],
  ],
  [["--constructor", "x"], {}, ["--constructor is not a flag of this command", '"x" is not a flag']],
])("refuses %j %j", (flags, env, faults) => {
  expect(faultsOf(flags, env as Record<string, string>)).toEqual(faults);
});

it("describes every flag with its default and variable", () => {
  expect(describeOptions().split("\n")).toHaveLength(9);
  expect(describeOptions()).toMatch(/--port PORT +HTTPS port .* \[8443\] \(SALLYPORT_LISTEN_PORT\)/);
});
