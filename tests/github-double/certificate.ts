// A certificate that a test's own server may show: self-signed, made anew for each run, so that no
// key lies in the repository. ASN.1 as RFC 5280 has it, as far as a server's certificate needs it.
import { generateKeyPairSync, sign } from "node:crypto";

const SEQUENCE = 0x30;
const CONTEXT = 0xa0;
const COMMON_NAME = "0603550403";
const ECDSA_SHA256 = "06082a8648ce3d040302";
const ALTERNATIVE_NAME = "0603551d11";
const BASIC_CONSTRAINTS = "0603551d13";

/** Key and certificate as PEM, for one host name. */
export function makeCertificate(host: string): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(SEQUENCE, hex(ECDSA_SHA256));
  const name = der(
    SEQUENCE,
    der(0x31, der(SEQUENCE, hex(COMMON_NAME), der(0x0c, Buffer.from(host)))),
  );
  const time = (text: string) => der(0x18, Buffer.from(text));
  const extension = (id: string, value: Buffer) => der(SEQUENCE, hex(id), der(0x04, value));
  const body = der(
    SEQUENCE,
    der(CONTEXT, der(0x02, hex("02"))),
    der(0x02, hex("01")),
    algorithm,
    name,
    der(SEQUENCE, time("20200101000000Z"), time("20990101000000Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(
      CONTEXT + 3,
      der(
        SEQUENCE,
        extension(ALTERNATIVE_NAME, der(SEQUENCE, der(0x82, Buffer.from(host)))),
        extension(BASIC_CONSTRAINTS, der(SEQUENCE, der(0x01, hex("ff")))),
      ),
    ),
  );
  const signature = der(0x03, hex("00"), sign("sha256", body, privateKey));
  const base64 = der(SEQUENCE, body, algorithm, signature).toString("base64");
  const cert = `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { key: `${privateKey.export({ type: "pkcs8", format: "pem" })}`, cert };
}

/** One value: its tag, its length, its content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, "hex");
}
