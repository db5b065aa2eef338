import { once } from "node:events";
import http from "node:http";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { openReceiver, type OnExport, type Receiver } from "../../../src/edge/otel/open-receiver.ts";
import type { Received } from "../../../src/edge/otel/write-reply.ts";
import { readOtlp } from "../../../src/traces/otlp-spans.ts";
import { pythonExport } from "./python-export.ts";

const aSpan = {
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  spanId: "20cfa14708c6b153",
  name: "answer",
  startTimeUnixNano: "1795637876672185113",
};
const anExport = { resourceSpans: [{ scopeSpans: [{ spans: [aSpan] }] }] };

let receiver: Receiver | undefined;
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

type Answer = (...args: Parameters<OnExport>) => Received | undefined;
type Got = readonly [sender: string, request: unknown, signal: string];

async function open(answer: Answer = () => ({ rejected: 0 }), requestTimeoutMs = 10_000) {
  const got: Got[] = [];
  const opened = await openReceiver({
    *onExport(...args) {
      yield;
      got.push(args);
      return answer(...args);
    },
    requestTimeoutMs,
  });
  receiver = opened;
  return { got, endpoint: opened.endpointOf("desk"), endpointOf: opened.endpointOf };
}

const json = { "content-type": "application/json" };
const protobuf = { "content-type": "application/x-protobuf" };

const post = async (url: string, body: string | Buffer, headers: Readonly<Record<string, string>> = json) => {
  const response = await fetch(url, {
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers,
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: Buffer.from(await response.arrayBuffer()),
  };
};

describe("openReceiver", () => {
  it.each(["", "/", "/v1/traces", "/api/public/otel/v1/traces", "/v1/traces/", "/v1/traces?x=1"])(
    "takes spans at %s",
    async (path) => {
      const { got, endpoint } = await open();
      expect(await post(`${endpoint}${path}`, JSON.stringify(anExport))).toMatchObject({
        status: 200,
        type: "application/json",
        body: Buffer.from("{}"),
      });
      expect(got).toEqual([["desk", anExport, "traces"]]);
    },
  );

  it.each([
    ["identity", (bytes: Buffer) => bytes],
    ["gzip", gzipSync],
    ["deflate", deflateSync],
  ])("takes JSON and protobuf packed as %s", async (encoding, pack) => {
    const { got, endpoint } = await open();
    const headers = { "content-encoding": encoding };
    const text = pack(Buffer.from(JSON.stringify(anExport)));
    expect(
      (
        await post(`${endpoint}/v1/traces`, text, {
          ...headers,
          "content-type": "application/json; charset=utf-8",
        })
      ).status,
    ).toBe(200);
    expect(
      await post(`${endpoint}/v1/traces`, pack(pythonExport), { ...headers, ...protobuf }),
    ).toMatchObject({
      status: 200,
      type: "application/x-protobuf",
      body: Buffer.alloc(0),
    });
    expect(got.map(([, request]) => readOtlp(request)?.spans.map(({ name }) => name))).toEqual([
      ["answer"],
      ["chat gpt-5-mini", "invoke_agent desk"],
    ]);
  });

  it("tells senders apart by an address that nobody else knows", async () => {
    const { got, endpointOf } = await open();
    expect(endpointOf("greeter")).toBe(endpointOf("greeter"));
    expect(endpointOf("greeter")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/);
    await post(`${endpointOf("greeter")}/v1/traces`, "{}");
    await post(`${endpointOf("refunder")}/v1/traces`, "{}");
    expect(got.map(([sender]) => sender)).toEqual(["greeter", "refunder"]);
  });

  it("answers a partial success as JSON and as protobuf", async () => {
    const { endpoint } = await open(() => ({ rejected: 300, reason: "a bad id" }));
    const asJson = await post(`${endpoint}/v1/traces`, "{}");
    expect(JSON.parse(asJson.body.toString())).toEqual({
      partialSuccess: { rejectedSpans: "300", errorMessage: "a bad id" },
    });
    const asLogs = await post(`${endpoint}/v1/logs`, "{}");
    expect(JSON.parse(asLogs.body.toString())).toMatchObject({
      partialSuccess: { rejectedLogRecords: "300" },
    });
    const asProtobuf = await post(`${endpoint}/v1/traces`, Buffer.alloc(0), protobuf);
    // Field 1, 13 bytes: field 1, 300 as a varint; field 2, 8 bytes of text.
    expect(asProtobuf.body).toEqual(
      Buffer.concat([Buffer.from([0x0a, 13, 0x08, 0xac, 0x02, 0x12, 8]), Buffer.from("a bad id")]),
    );
  });

  it("takes metrics and drops them, whatever they are", async () => {
    const { got, endpoint } = await open();
    expect((await post(`${endpoint}/v1/metrics`, "not JSON")).status).toBe(200);
    expect(got).toEqual([]);
  });

  it.each([
    ["an unknown token", 404, { path: "/../0123456789abcdef0123456789abcdef/v1/traces" }],
    ["an unknown path", 404, { path: "/v2/traces" }],
    ["another method", 405, { method: "GET" }],
    ["no content type", 415, { headers: {} }],
    ["another content type", 415, { headers: { "content-type": "application/grpc" } }],
    ["an unknown encoding", 415, { headers: { ...json, "content-encoding": "br" } }],
    ["two encodings", 415, { headers: { ...json, "content-encoding": "gzip, gzip" } }],
    ["what is not JSON", 400, { body: "{" }],
    ["what is not UTF-8", 400, { body: Buffer.from([0x22, 0xff]) }],
    ["what is not packed", 400, { headers: { ...json, "content-encoding": "gzip" } }],
    [
      "what is half packed",
      400,
      { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync("{}").subarray(0, 15) },
    ],
    ["JSON as protobuf", 400, { headers: protobuf }],
    ["no export", 400, { body: "[1]" }],
  ] as const)(
    "refuses %s with %i and a Status",
    async (_what, status, { path = "/v1/traces", method = "POST", headers = json, body = "{}" }: Attempt) => {
      const { endpoint } = await open((_sender, request) =>
        Array.isArray(request) ? undefined : { rejected: 0 },
      );
      const url = new URL(endpoint);
      const sent = http.request(url, {
        path: path.startsWith("/..") ? path.slice(3) : `${url.pathname}${path}`,
        method,
        headers,
      });
      sent.end(method === "GET" ? undefined : body);
      const [response] = (await once(sent, "response")) as [http.IncomingMessage];
      let said = "";
      for await (const chunk of response) said += String(chunk);
      expect(response.statusCode).toBe(status);
      if (headers === protobuf) expect(said).toMatch(/^\x08\x03\x12.the body is no such protobuf message/);
      else expect(JSON.parse(said)).toEqual({ code: 3, message: expect.any(String) as string });
      if (status === 405) expect(response.headers["allow"]).toBe("POST");
    },
  );

  it("refuses a gzip bomb before it is unpacked", async () => {
    const { got, endpoint } = await open();
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));
    const headers = { ...json, "content-encoding": "gzip" };
    expect((await post(`${endpoint}/v1/traces`, bomb, headers)).status).toBe(413);
    expect(got).toEqual([]);
  });

  it("refuses a body that says that it is too long, and one that is", async () => {
    const { got, endpoint } = await open();
    const long = Buffer.alloc(64 * 1024 * 1024 + 1, " ");
    expect((await post(`${endpoint}/v1/traces`, long)).status).toBe(413);
    const chunked = http.request(`${endpoint}/v1/traces`, { method: "POST", headers: json });
    chunked.end(long.subarray(1));
    const [fits] = (await once(chunked, "response")) as [http.IncomingMessage];
    expect(fits.resume().statusCode).toBe(400);
    const [head, tail] = [long.subarray(1), long.subarray(0, 1)];
    const beyond = http.request(`${endpoint}/v1/traces`, {
      method: "POST",
      headers: { ...json, "transfer-encoding": "chunked" },
    });
    beyond.write(head);
    beyond.end(tail);
    const [refused] = (await once(beyond, "response")) as [http.IncomingMessage];
    expect(refused.resume().statusCode).toBe(413);
    expect(got).toEqual([]);
  });

  it("refuses JSON of more parts than fit", async () => {
    const { endpoint } = await open();
    expect((await post(`${endpoint}/v1/traces`, `[${"[],".repeat(2_000_001)}0]`)).status).toBe(413);
  });

  it("takes JSON that nests very deep, and goes on", async () => {
    const { endpoint } = await open((_sender, request) => {
      const read = readOtlp(request);
      return read === undefined ? undefined : { rejected: read.rejected.length };
    });
    const depth = 1_000_000;
    expect((await post(`${endpoint}/v1/traces`, `${"[".repeat(depth)}${"]".repeat(depth)}`)).status).toBe(
      200,
    );
    const span = JSON.stringify(anExport).replace(
      `"name"`,
      `"attributes":${"[".repeat(depth)}${"]".repeat(depth)},"name"`,
    );
    expect((await post(`${endpoint}/v1/traces`, span)).status).toBe(200);
  });

  it("ends a sender that is slow on purpose, and one that breaks off", async () => {
    const { got, endpoint } = await open(undefined, 200);
    const { port, pathname } = new URL(endpoint);
    const slow = connect(Number(port), "127.0.0.1");
    slow.on("error", () => undefined);
    slow.write(
      `POST ${pathname}/v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    );
    slow.resume();
    await once(slow, "close");
    const gone = connect(Number(port), "127.0.0.1");
    gone.write(
      `POST ${pathname}/v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    );
    await delay(50);
    gone.destroy();
    expect((await post(`${endpoint}/v1/traces`, "{}")).status).toBe(200);
    expect(got).toHaveLength(1);
  });

  it("closes though a connection is open and a request is half sent", async () => {
    const { endpoint } = await open();
    const agent = new http.Agent({ keepAlive: true });
    const idle = http.request(`${endpoint}/v1/traces`, { method: "POST", headers: json, agent });
    idle.end("{}");
    const [response] = (await once(idle, "response")) as [http.IncomingMessage];
    response.resume();
    const { port, pathname } = new URL(endpoint);
    const half = connect(Number(port), "127.0.0.1");
    half.on("error", () => undefined);
    half.write(
      `POST ${pathname}/v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    );
    await delay(50);
    await receiver?.close();
    receiver = undefined;
    await expect(post(`${endpoint}/v1/traces`, "{}")).rejects.toThrow("fetch failed");
    agent.destroy();
    half.destroy();
  });

  it("takes spans of anyone at the usual paths only where it is told to, and at the port that it is told", async () => {
    const { endpoint } = await open();
    const { origin, port } = new URL(endpoint);
    expect(await post(`${origin}/v1/traces`, "{}")).toMatchObject({ status: 404 });
    await expect(openReceiver({ onExport: nothing, port: Number(port) })).rejects.toThrow(
      `port ${port} of 127.0.0.1 cannot be listened on: another process listens on it`,
    );
    await receiver?.close();
    const got: string[] = [];
    receiver = await openReceiver({
      *onExport(sender) {
        yield;
        got.push(sender);
        return { rejected: 0 };
      },
      port: Number(port),
      anyone: "anyone",
    });
    expect(receiver.url).toBe(origin);
    const own = receiver.endpointOf("desk");
    for (const at of [`${origin}/v1/traces`, `${origin}/api/public/otel/v1/traces`, `${own}/v1/traces`])
      expect(await post(at, "{}")).toMatchObject({ status: 200 });
    expect(await post(`${origin}/${"0".repeat(32)}/v1/traces`, "{}")).toMatchObject({ status: 404 });
    expect(got).toEqual(["anyone", "anyone", "desk"]);
  });
});

const nothing: OnExport = function* () {
  yield;
  return undefined;
};

type Attempt = {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};
