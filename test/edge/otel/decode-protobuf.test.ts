import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeProtobuf as decodeByPieces,
  NotProtobufError,
} from "../../../src/edge/otel/decode-protobuf.ts";
import { encodeTraces, message } from "./encode-protobuf.ts";
import { pythonExport } from "./python-export.ts";

function decodeProtobuf(...args: Parameters<typeof decodeByPieces>): unknown {
  const decoding = decodeByPieces(...args);
  for (;;) {
    const piece = decoding.next();
    if (piece.done === true) return piece.value;
  }
}

const aSpan = {
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  spanId: "20cfa14708c6b153",
  name: "answer",
  startTimeUnixNano: "1795637876672185113",
  endTimeUnixNano: "1795637876672252069",
};
const requestOf = (span: object) => ({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });

describe("decodeProtobuf", () => {
  it("reads what the Python exporter sends as OTLP JSON has it", () => {
    expect(decodeProtobuf("traces", pythonExport)).toEqual({
      resourceSpans: [
        {
          resource: { attributes: [{ key: "service.name", value: { stringValue: "desk" } }] },
          scopeSpans: [
            {
              scope: { name: "desk.agent", version: "1.0" },
              spans: [
                {
                  ...aSpan,
                  parentSpanId: "b0047ffb8dc4929a",
                  name: "chat gpt-5-mini",
                  kind: 1,
                  attributes: [
                    { key: "gen_ai.usage.input_tokens", value: { intValue: "40" } },
                    { key: "temperature", value: { doubleValue: 0.5 } },
                    { key: "stream", value: { boolValue: false } },
                    {
                      key: "tags",
                      value: {
                        arrayValue: { values: [{ stringValue: "refund" }, { stringValue: "größe" }] },
                      },
                    },
                    { key: "raw", value: { bytesValue: "AP8=" } },
                  ],
                  events: [
                    {
                      timeUnixNano: "1795637876672208818",
                      name: "gen_ai.choice",
                      attributes: [{ key: "index", value: { intValue: "0" } }],
                    },
                  ],
                  status: { message: "no order", code: 2 },
                },
                {
                  traceId: aSpan.traceId,
                  spanId: "b0047ffb8dc4929a",
                  parentSpanId: "00f067aa0ba902b7",
                  name: "invoke_agent desk",
                  kind: 1,
                  startTimeUnixNano: "1795637876672080056",
                  endTimeUnixNano: "1795637876672283738",
                  attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "invoke_agent" } }],
                  status: {},
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it("reads values of every kind, however they nest", () => {
    const text = fc.string({ unit: "binary" });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.record({ stringValue: text }),
        fc.record({ boolValue: fc.boolean() }),
        fc.record({ intValue: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String) }),
        fc.record({ doubleValue: fc.double() }),
        fc.record({ bytesValue: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64")) }),
        fc.record({ arrayValue: fc.record({ values: fc.array(tie("value"), { minLength: 1 }) }) }),
        fc.record({ kvlistValue: fc.record({ values: fc.array(tie("pair"), { minLength: 1 }) }) }),
      ),
      pair: fc.record({ key: text, value: tie("value") }),
    }));
    fc.assert(
      fc.property(value, (each) => {
        const request = requestOf({ ...aSpan, attributes: [{ key: "said", value: each }] });
        expect(decodeProtobuf("traces", encodeTraces(request))).toEqual(request);
      }),
    );
  });

  it("pauses after each span", () => {
    const spans = Array.from({ length: 1000 }, () => aSpan);
    const request = { resourceSpans: [{ scopeSpans: [{ spans }, { spans }] }, { scopeSpans: [{ spans }] }] };
    expect([...decodeByPieces("traces", encodeTraces(request))]).toHaveLength(3000);
    expect(decodeProtobuf("traces", encodeTraces(request))).toEqual(request);
  });

  it("refuses an export that is cut at any byte", () => {
    for (let length = 1; length < pythonExport.length; length++) {
      expect(() => decodeProtobuf("traces", pythonExport.subarray(0, length))).toThrow(NotProtobufError);
    }
  });

  it("gives a request or a NotProtobufError for any bytes, also of a broken export", () => {
    const broken = fc
      .tuple(fc.nat(pythonExport.length - 1), fc.nat(255))
      .map(([at, byte]) => Buffer.from(pythonExport.map((each, index) => (index === at ? byte : each))));
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), broken),
        fc.constantFrom("traces", "logs"),
        (bytes, signal) => {
          try {
            expect(decodeProtobuf(signal, bytes)).toBeTypeOf("object");
          } catch (error) {
            expect(error).toBeInstanceOf(NotProtobufError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("leaves out what it does not know, and a known field of another wire type", () => {
    const known = encodeTraces(requestOf(aSpan));
    const more = message((writer) =>
      writer
        .tag(77, WireType.LengthDelimited)
        .string("?")
        .tag(78, WireType.StartGroup)
        .tag(1, WireType.Varint)
        .int32(1)
        .tag(78, WireType.EndGroup)
        .tag(1, WireType.Bit32)
        .fixed32(7),
    );
    expect(decodeProtobuf("traces", Buffer.concat([more, known]))).toEqual(requestOf(aSpan));
  });

  it("shows that an id has a wrong length, without keeping all of it", () => {
    const request = requestOf({ ...aSpan, traceId: "ab".repeat(100_000), spanId: "" });
    expect(decodeProtobuf("traces", encodeTraces(request))).toEqual(
      requestOf({ ...aSpan, traceId: "ab".repeat(17), spanId: "" }),
    );
  });

  it("refuses what nests too deep, and a message that reaches beyond its own end", () => {
    let value: object = { stringValue: "bottom" };
    for (let depth = 0; depth < 60; depth++) value = { arrayValue: { values: [value] } };
    const deep = encodeTraces(requestOf({ ...aSpan, attributes: [{ key: "deep", value }] }));
    expect(() => decodeProtobuf("traces", deep)).toThrow("it nests deeper than 100 levels");
    // A group of spans of 2 bytes whose resource says that it has 5.
    expect(() => decodeProtobuf("traces", Buffer.from([0x0a, 2, 0x0a, 5, 0, 0, 0, 0, 0]))).toThrow(
      NotProtobufError,
    );
  });

  it("refuses small bytes that would be many objects", () => {
    const bytes = Buffer.alloc(2 * 4_000_001).fill(Buffer.from([0x0a, 0]));
    expect(() => decodeProtobuf("traces", bytes)).toThrow("it has more than 4000000 parts");
  });

  it("reads log records", () => {
    const record = message((writer) =>
      writer
        .tag(1, WireType.Bit64)
        .fixed64("1795637876672208818")
        .tag(5, WireType.LengthDelimited)
        .bytes(message((body) => body.tag(1, WireType.LengthDelimited).string("refund?")))
        .tag(9, WireType.LengthDelimited)
        .bytes(Buffer.from(aSpan.traceId, "hex"))
        .tag(10, WireType.LengthDelimited)
        .bytes(Buffer.from(aSpan.spanId, "hex"))
        .tag(12, WireType.LengthDelimited)
        .string("gen_ai.user.message"),
    );
    const wrap = (field: number, inner: Uint8Array) =>
      new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(inner).finish();
    expect(decodeProtobuf("logs", wrap(1, wrap(2, wrap(2, record))))).toEqual({
      resourceLogs: [
        {
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: "1795637876672208818",
                  body: { stringValue: "refund?" },
                  traceId: aSpan.traceId,
                  spanId: aSpan.spanId,
                  eventName: "gen_ai.user.message",
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
