import { expect, it } from "vitest";
import { startLimit } from "../../../src/edge/model/time-limit.ts";

const minute = 60_000;

it("ends every call of a caller that stops, and none of another", () => {
  const [caller, other] = [new AbortController(), new AbortController()];
  const limits = [caller, caller, other].map(({ signal }) => startLimit(minute, signal));
  const heard: number[] = [];
  limits.forEach(({ signal }, index) => signal.addEventListener("abort", () => heard.push(index)));
  caller.abort();
  expect(heard).toEqual([0, 1]);
  expect(limits.map(({ ended }) => ended())).toEqual(["aborted", "aborted", undefined]);
  expect(() => limits[0]?.signal.throwIfAborted()).toThrow("aborted");
  limits.forEach(({ clear }) => clear());
});

it("is over from the start where the caller has stopped already", () => {
  const caller = new AbortController();
  caller.abort();
  const { signal, ended, clear } = startLimit(minute, caller.signal);
  expect([signal.aborted, ended()]).toEqual([true, "aborted"]);
  clear();
});

it("says that the time is up, once, and keeps to it when the caller stops afterwards", async () => {
  const caller = new AbortController();
  const { signal, ended, clear } = startLimit(1, caller.signal);
  let times = 0;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => {
      times++;
      resolve();
    });
  });
  caller.abort();
  expect([ended(), times]).toEqual(["timeout", 1]);
  clear();
});

it("hears nothing more once it is cleared", () => {
  const caller = new AbortController();
  const { signal, ended, clear } = startLimit(minute, caller.signal);
  clear();
  caller.abort();
  expect([signal.aborted, ended()]).toEqual([false, undefined]);
});
