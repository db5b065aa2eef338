import { InvalidArgumentError } from "commander";
import { parseSince } from "../host/parse-since.ts";
import type { Since } from "./commands/collect.ts";

// Values of options. Each throws an InvalidArgumentError that says what to write instead.

/** From 1 to 1000. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000))
    throw new InvalidArgumentError("Write a number from 1 to 1000.");
  return count;
}

/** A date, or how long ago. */
export function readSince(text: string): Since {
  const ms = parseSince(text, Date.now());
  if (ms === undefined)
    throw new InvalidArgumentError("Write a date such as 2026-08-01, or how long ago: 7d, 24h, 30m.");
  return { text, ms };
}

/** 0 is any that is free. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("Write a port from 0 to 65535; 0 is any that is free.");
  return port;
}

/** More than 0. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === "" || !(seconds > 0 && seconds <= 1_000_000))
    throw new InvalidArgumentError("Write seconds, such as 5.");
  return seconds;
}

/** Any finite number. */
export function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("Write a number.");
  return number;
}

/** From 0 to less than 1. */
export function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() === "" || !(share >= 0 && share < 1))
    throw new InvalidArgumentError("Write a share from 0 to less than 1, such as 0.3.");
  return share;
}
